// Which of 64 bytes are of a kind, as the bits of a word: bit 0 is for the first byte.
//
// Swift's vectors compare lane by lane and cannot gather the answers in a word; C does both in a few instructions on every
// processor.

#ifndef IMGCHECK_BYTE_MASKS_H
#define IMGCHECK_BYTE_MASKS_H

#include <stdint.h>
#include <string.h>

typedef int8_t imgcheck_bytes64 __attribute__((ext_vector_type(64)));
typedef _Bool imgcheck_bits64 __attribute__((ext_vector_type(64)));

// By pointer, since how a vector of this size is passed depends on the processor.
static inline uint64_t imgcheck_gather64(const imgcheck_bytes64 *lanes) {
  imgcheck_bits64 bits = __builtin_convertvector(*lanes, imgcheck_bits64);
  uint64_t word;
  memcpy(&word, &bits, sizeof word);
  return word;
}

// Printable ASCII, 0x20 to 0x7E. Bytes from 0x7F on are negative once one is added.
static inline uint64_t imgcheck_printable_mask(const void *start) {
  imgcheck_bytes64 bytes;
  memcpy(&bytes, start, sizeof bytes);
  bytes = (imgcheck_bytes64)(bytes + (int8_t)1 > (int8_t)0x20);
  return imgcheck_gather64(&bytes);
}

// Printable ASCII, tabs and line breaks.
static inline uint64_t imgcheck_text_mask(const void *start) {
  imgcheck_bytes64 bytes;
  memcpy(&bytes, start, sizeof bytes);
  bytes = (imgcheck_bytes64)((bytes + (int8_t)1 > (int8_t)0x20) | (bytes == (int8_t)0x09) | (bytes == (int8_t)0x0A) |
                             (bytes == (int8_t)0x0D));
  return imgcheck_gather64(&bytes);
}

static inline uint64_t imgcheck_zero_mask(const void *start) {
  imgcheck_bytes64 bytes;
  memcpy(&bytes, start, sizeof bytes);
  bytes = (imgcheck_bytes64)(bytes == (int8_t)0);
  return imgcheck_gather64(&bytes);
}

// Where `first` stands at `start` and `last` as far behind it as `end` is.
static inline uint64_t imgcheck_pair_mask(const void *start, const void *end, uint8_t first, uint8_t last) {
  imgcheck_bytes64 bytes, others;
  memcpy(&bytes, start, sizeof bytes);
  memcpy(&others, end, sizeof others);
  bytes = (imgcheck_bytes64)((bytes == (int8_t)first) & (others == (int8_t)last));
  return imgcheck_gather64(&bytes);
}

#endif
