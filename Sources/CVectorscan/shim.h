// pkg-config's libhs gives -I<prefix>/include/hs, so the header is found by its bare name.
#include <hs.h>
