// The width names the library that is linked; functions are called by their own names (`pcre2_match_8`),
// since Swift does not import the macros that stand for them.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
