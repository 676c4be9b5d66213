// Which of 64 bytes are of a kind, as the bits of a word: bit 0 is for the first byte. Below that, searches made of it, in
// forms for the processors of `enum imgcheck_processor`.
//
// Swift's vectors compare lane by lane and cannot gather the answers in a word; C does both in a few instructions on every
// processor.

#ifndef IMGCHECK_BYTE_MASKS_H
#define IMGCHECK_BYTE_MASKS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Inlined into each form, so that it becomes that processor's instructions.
#define IMGCHECK_INLINE static inline __attribute__((always_inline))

typedef int8_t imgcheck_bytes64 __attribute__((ext_vector_type(64)));
typedef _Bool imgcheck_bits64 __attribute__((ext_vector_type(64)));

// By pointer, since how a vector of this size is passed depends on the processor.
IMGCHECK_INLINE uint64_t imgcheck_gather64(const imgcheck_bytes64 *lanes) {
  imgcheck_bits64 bits = __builtin_convertvector(*lanes, imgcheck_bits64);
  uint64_t word;
  memcpy(&word, &bits, sizeof word);
  return word;
}

// Printable ASCII, 0x20 to 0x7E. Bytes from 0x7F on are negative once one is added.
IMGCHECK_INLINE uint64_t imgcheck_printable_mask(const void *start) {
  imgcheck_bytes64 bytes;
  memcpy(&bytes, start, sizeof bytes);
  bytes = (imgcheck_bytes64)(bytes + (int8_t)1 > (int8_t)0x20);
  return imgcheck_gather64(&bytes);
}

// Printable ASCII, tabs and line breaks.
IMGCHECK_INLINE uint64_t imgcheck_text_mask(const void *start) {
  imgcheck_bytes64 bytes;
  memcpy(&bytes, start, sizeof bytes);
  bytes = (imgcheck_bytes64)((bytes + (int8_t)1 > (int8_t)0x20) | (bytes == (int8_t)0x09) | (bytes == (int8_t)0x0A) |
                             (bytes == (int8_t)0x0D));
  return imgcheck_gather64(&bytes);
}

IMGCHECK_INLINE uint64_t imgcheck_zero_mask(const void *start) {
  imgcheck_bytes64 bytes;
  memcpy(&bytes, start, sizeof bytes);
  bytes = (imgcheck_bytes64)(bytes == (int8_t)0);
  return imgcheck_gather64(&bytes);
}

// Where `first` stands at `start` and `last` as far behind it as `end` is.
IMGCHECK_INLINE uint64_t imgcheck_pair_mask(const void *start, const void *end, uint8_t first, uint8_t last) {
  imgcheck_bytes64 bytes, others;
  memcpy(&bytes, start, sizeof bytes);
  memcpy(&others, end, sizeof others);
  bytes = (imgcheck_bytes64)((bytes == (int8_t)first) & (others == (int8_t)last));
  return imgcheck_gather64(&bytes);
}

IMGCHECK_INLINE uint64_t imgcheck_equal_mask(const void *start, uint8_t byte) {
  imgcheck_bytes64 bytes;
  memcpy(&bytes, start, sizeof bytes);
  bytes = (imgcheck_bytes64)(bytes == (int8_t)byte);
  return imgcheck_gather64(&bytes);
}

// Each search exists once for every kind of processor; who calls says which kind this machine is.
enum imgcheck_processor { IMGCHECK_BASIC, IMGCHECK_AVX2, IMGCHECK_AVX512 };

#if defined(__x86_64__)
#define IMGCHECK_FORMS(result, name, parameters, arguments)                                                \
  __attribute__((target("avx2,bmi,lzcnt,popcnt"))) static result name##_avx2 parameters {                  \
    return name##_form arguments;                                                                          \
  }                                                                                                        \
  __attribute__((target("avx512bw,bmi,lzcnt,popcnt"))) static result name##_avx512 parameters {            \
    return name##_form arguments;                                                                          \
  }                                                                                                        \
  static result name##_basic parameters { return name##_form arguments; }
#define IMGCHECK_CALL(processor, name, arguments)                                                          \
  ((processor) == IMGCHECK_AVX512 ? name##_avx512 arguments                                                \
   : (processor) == IMGCHECK_AVX2 ? name##_avx2 arguments                                                  \
                                  : name##_basic arguments)
#else
#define IMGCHECK_FORMS(result, name, parameters, arguments)                                                \
  static result name##_basic parameters { return name##_form arguments; }
#define IMGCHECK_CALL(processor, name, arguments) ((void)(processor), name##_basic arguments)
#endif

// Where the first eight printable bytes in a row begin; `count` where there are none.
IMGCHECK_INLINE size_t imgcheck_text_place_form(const uint8_t *bytes, size_t count) {
  size_t at = 0;
  // Printable bytes just before `at`, of which there are fewer than eight.
  size_t before = 0;
  for (; at + 64 <= count; at += 64) {
    uint64_t printable = imgcheck_printable_mask(bytes + at);
    uint64_t others = ~printable;
    size_t leading = others == 0 ? 64 : (size_t)__builtin_ctzll(others);
    if (before + leading >= 8) return at - before;
    uint64_t row = printable & (printable >> 1);
    row &= row >> 2;
    row &= row >> 4;
    if (row != 0) return at + (size_t)__builtin_ctzll(row);
    before = (size_t)__builtin_clzll(others);
  }
  for (; at < count; at++) {
    before = bytes[at] >= 0x20 && bytes[at] < 0x7F ? before + 1 : 0;
    if (before == 8) return at + 1 - before;
  }
  return count;
}
IMGCHECK_FORMS(size_t, imgcheck_text_place, (const uint8_t *bytes, size_t count), (bytes, count))

static inline size_t imgcheck_text_place(enum imgcheck_processor processor, const void *bytes, size_t count) {
  return IMGCHECK_CALL(processor, imgcheck_text_place, (bytes, count));
}

// Where four printable bytes with a zero behind each begin, looked for in blocks of 64; where the rest begins that is no
// block where there are none.
IMGCHECK_INLINE size_t imgcheck_wide_place_form(const uint8_t *bytes, size_t count) {
  size_t at = 0;
  for (; at + 64 <= count; at += 64) {
    uint64_t zero = imgcheck_zero_mask(bytes + at);
    if (zero == 0) continue;
    uint64_t wide = imgcheck_printable_mask(bytes + at) & (zero >> 1);
    wide &= wide >> 2;
    wide &= wide >> 4;
    if (wide != 0) return at + (size_t)__builtin_ctzll(wide);
  }
  return at;
}
IMGCHECK_FORMS(size_t, imgcheck_wide_place, (const uint8_t *bytes, size_t count), (bytes, count))

static inline size_t imgcheck_wide_place(enum imgcheck_processor processor, const void *bytes, size_t count) {
  return IMGCHECK_CALL(processor, imgcheck_wide_place, (bytes, count));
}

// How many of the bytes are this one.
IMGCHECK_INLINE size_t imgcheck_byte_count_form(const uint8_t *bytes, size_t count, uint8_t byte) {
  size_t found = 0;
  size_t at = 0;
  for (; at + 64 <= count; at += 64)
    found += (size_t)__builtin_popcountll(imgcheck_equal_mask(bytes + at, byte));
  for (; at < count; at++) found += bytes[at] == byte;
  return found;
}
IMGCHECK_FORMS(size_t, imgcheck_byte_count, (const uint8_t *bytes, size_t count, uint8_t byte), (bytes, count, byte))

static inline size_t imgcheck_byte_count(
    enum imgcheck_processor processor, const void *bytes, size_t count, uint8_t byte) {
  return IMGCHECK_CALL(processor, imgcheck_byte_count, (bytes, count, byte));
}

#endif
