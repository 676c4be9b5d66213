// SHA-256 (FIPS 180-4) of whole blocks by the SHA instructions of x86-64: of one message, or of two in step.
//
// A round waits for the one before it, so that one message leaves the processor idle for half of the time; a second message
// fills the other half. It takes this very order of instructions, which compilers change: hence the assembly.

#ifndef IMGCHECK_HASH_LANES_H
#define IMGCHECK_HASH_LANES_H

#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>

// Whether this processor has the instructions of the functions below, and the system keeps the registers that they use.
static inline int imgcheck_has_hash_lanes(void) {
  unsigned int a, b, c, d, kept, high;
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & bit_OSXSAVE) == 0 || (c & bit_AVX) == 0) return 0;
  __asm__("xgetbv" : "=a"(kept), "=d"(high) : "c"(0));
  return (kept & 6) == 6 && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

// The constants of the rounds, then what turns the bytes of four words round.
static const uint32_t imgcheck_sha256_constants[68] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    0x00010203, 0x04050607, 0x08090a0b, 0x0c0d0e0f};

// A lane has two registers for the words of the hash, A B E F and C D G H with the first word highest; four for the last sixteen
// words of the schedule, which change their parts with each step of four rounds; and one for what is on the way. Both lanes
// take turns with xmm0, which the instruction for two rounds reads.

#define IMGCHECK_SHA_LOAD(bytes, w0, w1, w2, w3)                                        \
  "vmovdqu 0(%[" #bytes "]), %%" #w0 "\n\tvpshufb %%xmm15, %%" #w0 ", %%" #w0 "\n\t"    \
  "vmovdqu 16(%[" #bytes "]), %%" #w1 "\n\tvpshufb %%xmm15, %%" #w1 ", %%" #w1 "\n\t"   \
  "vmovdqu 32(%[" #bytes "]), %%" #w2 "\n\tvpshufb %%xmm15, %%" #w2 ", %%" #w2 "\n\t"   \
  "vmovdqu 48(%[" #bytes "]), %%" #w3 "\n\tvpshufb %%xmm15, %%" #w3 ", %%" #w3 "\n\t"

// Two of the four rounds of a step, whose words are `w0`, and the two others.
#define IMGCHECK_SHA_FIRST(step, abef, cdgh, w0)                                                    \
  "vpaddd 16*" #step "(%[constants]), %%" #w0 ", %%xmm0\n\t"                                        \
  "sha256rnds2 %%xmm0, %%" #abef ", %%" #cdgh "\n\t"
#define IMGCHECK_SHA_SECOND(abef, cdgh)                                                             \
  "vpshufd $0x0e, %%xmm0, %%xmm0\n\tsha256rnds2 %%xmm0, %%" #cdgh ", %%" #abef "\n\t"

// The words of a step are begun three steps before it; in the step before it, something is added to them, and they are ended.
#define IMGCHECK_SHA_BEGIN(w0, w3) "sha256msg1 %%" #w0 ", %%" #w3 "\n\t"
#define IMGCHECK_SHA_ADD(way, w0, w1, w3)                                                           \
  "vpalignr $4, %%" #w3 ", %%" #w0 ", %%" #way "\n\tvpaddd %%" #way ", %%" #w1 ", %%" #w1 "\n\t"
#define IMGCHECK_SHA_END(w0, w1) "sha256msg2 %%" #w0 ", %%" #w1 "\n\t"

// A step of one lane, and of two. The first words are the message's, and behind the last there are none, so that not every step
// begins or ends words.
#define IMGCHECK_SHA_0(text)
#define IMGCHECK_SHA_1(text) text
#define IMGCHECK_SHA_ONE(step, begins, ends, a0, a1, a2, a3, b0, b1, b2, b3)                        \
  IMGCHECK_SHA_FIRST(step, xmm1, xmm2, a0)                                                          \
  IMGCHECK_SHA_##ends(IMGCHECK_SHA_ADD(xmm7, a0, a1, a3) IMGCHECK_SHA_END(a0, a1))                  \
  IMGCHECK_SHA_SECOND(xmm1, xmm2)                                                                   \
  IMGCHECK_SHA_##begins(IMGCHECK_SHA_BEGIN(a0, a3))
#define IMGCHECK_SHA_TWO(step, begins, ends, a0, a1, a2, a3, b0, b1, b2, b3)                        \
  IMGCHECK_SHA_FIRST(step, xmm1, xmm2, a0)                                                          \
  IMGCHECK_SHA_##ends(IMGCHECK_SHA_ADD(xmm7, a0, a1, a3) IMGCHECK_SHA_ADD(xmm14, b0, b1, b3))       \
  IMGCHECK_SHA_##ends(IMGCHECK_SHA_END(b0, b1))                                                     \
  IMGCHECK_SHA_SECOND(xmm1, xmm2)                                                                   \
  IMGCHECK_SHA_FIRST(step, xmm8, xmm9, b0)                                                          \
  IMGCHECK_SHA_##begins(IMGCHECK_SHA_BEGIN(b0, b3) IMGCHECK_SHA_BEGIN(a0, a3))                      \
  IMGCHECK_SHA_##ends(IMGCHECK_SHA_END(a0, a1))                                                     \
  IMGCHECK_SHA_SECOND(xmm8, xmm9)

// The steps of a block: at each, the words' registers move on by one part.
#define IMGCHECK_SHA_AT_0(lanes, step, begins, ends)                                                \
  lanes(step, begins, ends, xmm3, xmm4, xmm5, xmm6, xmm10, xmm11, xmm12, xmm13)
#define IMGCHECK_SHA_AT_1(lanes, step, begins, ends)                                                \
  lanes(step, begins, ends, xmm4, xmm5, xmm6, xmm3, xmm11, xmm12, xmm13, xmm10)
#define IMGCHECK_SHA_AT_2(lanes, step, begins, ends)                                                \
  lanes(step, begins, ends, xmm5, xmm6, xmm3, xmm4, xmm12, xmm13, xmm10, xmm11)
#define IMGCHECK_SHA_AT_3(lanes, step, begins, ends)                                                \
  lanes(step, begins, ends, xmm6, xmm3, xmm4, xmm5, xmm13, xmm10, xmm11, xmm12)
#define IMGCHECK_SHA_ROUNDS(lanes)                                                                  \
  IMGCHECK_SHA_AT_0(lanes, 0, 0, 0) IMGCHECK_SHA_AT_1(lanes, 1, 1, 0)                               \
  IMGCHECK_SHA_AT_2(lanes, 2, 1, 0) IMGCHECK_SHA_AT_3(lanes, 3, 1, 1)                               \
  IMGCHECK_SHA_AT_0(lanes, 4, 1, 1) IMGCHECK_SHA_AT_1(lanes, 5, 1, 1)                               \
  IMGCHECK_SHA_AT_2(lanes, 6, 1, 1) IMGCHECK_SHA_AT_3(lanes, 7, 1, 1)                               \
  IMGCHECK_SHA_AT_0(lanes, 8, 1, 1) IMGCHECK_SHA_AT_1(lanes, 9, 1, 1)                               \
  IMGCHECK_SHA_AT_2(lanes, 10, 1, 1) IMGCHECK_SHA_AT_3(lanes, 11, 1, 1)                             \
  IMGCHECK_SHA_AT_0(lanes, 12, 1, 1) IMGCHECK_SHA_AT_1(lanes, 13, 0, 1)                             \
  IMGCHECK_SHA_AT_2(lanes, 14, 0, 1) IMGCHECK_SHA_AT_3(lanes, 15, 0, 0)

// Takes blocks of 64 bytes into a hash, whose eight words are F, E, B, A, H, G, D, C.
static inline void imgcheck_sha256(void *words, const void *bytes, size_t blocks) {
  if (blocks == 0) return;
  uint32_t before[8];
  __asm__ volatile(
      "vmovdqa 256(%[constants]), %%xmm15\n\t"
      "vmovdqu 0(%[words]), %%xmm1\n\tvmovdqu 16(%[words]), %%xmm2\n"
      "1:\n\t"
      "vmovdqu %%xmm1, 0(%[before])\n\tvmovdqu %%xmm2, 16(%[before])\n\t"
      IMGCHECK_SHA_LOAD(bytes, xmm3, xmm4, xmm5, xmm6)
      IMGCHECK_SHA_ROUNDS(IMGCHECK_SHA_ONE)
      "vpaddd 0(%[before]), %%xmm1, %%xmm1\n\tvpaddd 16(%[before]), %%xmm2, %%xmm2\n\t"
      "add $64, %[bytes]\n\tdec %[blocks]\n\tjnz 1b\n\t"
      "vmovdqu %%xmm1, 0(%[words])\n\tvmovdqu %%xmm2, 16(%[words])\n\t"
      : [bytes] "+r"(bytes), [blocks] "+r"(blocks)
      : [words] "r"(words), [before] "r"(before), [constants] "r"(imgcheck_sha256_constants)
      : "cc", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm15");
}

// The same for two messages in step.
static inline void imgcheck_sha256_pair(
    void *words, const void *bytes, void *other_words, const void *other_bytes, size_t blocks) {
  if (blocks == 0) return;
  uint32_t before[16];
  __asm__ volatile(
      "vmovdqa 256(%[constants]), %%xmm15\n\t"
      "vmovdqu 0(%[words]), %%xmm1\n\tvmovdqu 16(%[words]), %%xmm2\n\t"
      "vmovdqu 0(%[others]), %%xmm8\n\tvmovdqu 16(%[others]), %%xmm9\n"
      "1:\n\t"
      "vmovdqu %%xmm1, 0(%[before])\n\tvmovdqu %%xmm2, 16(%[before])\n\t"
      "vmovdqu %%xmm8, 32(%[before])\n\tvmovdqu %%xmm9, 48(%[before])\n\t"
      IMGCHECK_SHA_LOAD(bytes, xmm3, xmm4, xmm5, xmm6)
      IMGCHECK_SHA_LOAD(other, xmm10, xmm11, xmm12, xmm13)
      IMGCHECK_SHA_ROUNDS(IMGCHECK_SHA_TWO)
      "vpaddd 0(%[before]), %%xmm1, %%xmm1\n\tvpaddd 16(%[before]), %%xmm2, %%xmm2\n\t"
      "vpaddd 32(%[before]), %%xmm8, %%xmm8\n\tvpaddd 48(%[before]), %%xmm9, %%xmm9\n\t"
      "add $64, %[bytes]\n\tadd $64, %[other]\n\tdec %[blocks]\n\tjnz 1b\n\t"
      "vmovdqu %%xmm1, 0(%[words])\n\tvmovdqu %%xmm2, 16(%[words])\n\t"
      "vmovdqu %%xmm8, 0(%[others])\n\tvmovdqu %%xmm9, 16(%[others])\n\t"
      : [bytes] "+r"(bytes), [other] "+r"(other_bytes), [blocks] "+r"(blocks)
      : [words] "r"(words), [others] "r"(other_words), [before] "r"(before),
        [constants] "r"(imgcheck_sha256_constants)
      : "cc", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
        "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}
#else
// Elsewhere the functions exist, and nobody calls them.
static inline int imgcheck_has_hash_lanes(void) { return 0; }
static inline void imgcheck_sha256(void *words, const void *bytes, size_t blocks) {
  (void)words, (void)bytes, (void)blocks;
}
static inline void imgcheck_sha256_pair(
    void *words, const void *bytes, void *other_words, const void *other_bytes, size_t blocks) {
  (void)words, (void)bytes, (void)other_words, (void)other_bytes, (void)blocks;
}
#endif

#endif
