#include <stdio.h>
#include <time.h>

int main(void) {
  printf("%lld\n", (long long)time(NULL));
  return 0;
}
