#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/// The state of one stream: Swift cannot look into ISA-L's own, whose buffers are too large for it.
struct isal_stream {
  struct inflate_state state;
  const uint8_t *given;
  /// ISA-L's code for damage; 0 before.
  int damage;
  /// The state before the last step, as far as it counts.
  struct inflate_state before;
};

/// Copies a state without the room in its output buffer that holds nothing.
static inline void isal_stream_copy(struct inflate_state *to, const struct inflate_state *from) {
  memcpy(to, from, offsetof(struct inflate_state, tmp_out_buffer) + (size_t)from->tmp_out_valid);
}

/// Makes the state ready for another stream around which `wrapper` (ISAL_GZIP, ISAL_ZLIB, ISAL_DEFLATE) stands; what was
/// given and not used yet stays.
static inline void isal_stream_reset(void *stream, uint32_t wrapper) {
  struct inflate_state *state = &((struct isal_stream *)stream)->state;
  uint8_t *next = state->next_in;
  uint32_t count = state->avail_in;
  ((struct isal_stream *)stream)->damage = 0;
  isal_inflate_reset(state);
  state->next_in = next;
  state->avail_in = count;
  state->crc_flag = wrapper;
  state->hist_bits = 0;
}

/// NULL where memory is short; `free` ends it.
static inline void *isal_stream_new(uint32_t wrapper) {
  struct isal_stream *stream = malloc(sizeof *stream);
  if (stream) {
    isal_inflate_init(&stream->state);
    stream->given = NULL;
    isal_stream_reset(stream, wrapper);
  }
  return stream;
}

static inline void isal_stream_give(void *stream, const void *bytes, uint32_t count) {
  struct isal_stream *own = stream;
  own->given = bytes;
  own->state.next_in = (uint8_t *)bytes;
  own->state.avail_in = count;
}

static inline uint32_t isal_stream_unused(const void *stream) {
  return ((const struct isal_stream *)stream)->state.avail_in;
}

static inline const uint8_t *isal_stream_next(const void *stream) {
  return ((const struct isal_stream *)stream)->state.next_in;
}

static inline void isal_stream_skip(void *stream) {
  struct inflate_state *state = &((struct isal_stream *)stream)->state;
  state->next_in++;
  state->avail_in--;
}

static inline int isal_stream_has_ended(const void *stream) {
  return ((const struct isal_stream *)stream)->state.block_state == ISAL_BLOCK_FINISH;
}

/// Gives bytes behind the end of the stream back that were taken out of what was given: 0, or -1 where they were not.
static inline int isal_stream_rewind(void *stream) {
  struct isal_stream *own = stream;
  struct inflate_state *state = &own->state;
  uint32_t count = state->read_in_length > 0 ? (uint32_t)state->read_in_length / 8 : 0;
  state->read_in = 0;
  state->read_in_length = 0;
  if (count > (uint32_t)(state->next_in - own->given)) return -1;
  state->next_in -= count;
  state->avail_in += count;
  return 0;
}

/// Unpacks what led to damage again, from the state before, and at its end byte by byte: ISA-L's quick code counts bytes of a
/// repetition that it did not write, and where it stops depends on how the input was cut. 0 where the room is full before.
static inline int isal_stream_replay(struct isal_stream *own, void *out, uint32_t room, int code) {
  struct inflate_state *state = &own->state;
  isal_stream_copy(state, &own->before);
  state->next_out = out;
  state->avail_out = room;
  uint32_t left = state->avail_in, step = 4096;
  while (left > 0) {
    isal_stream_copy(&own->before, state);
    uint32_t count = left < step ? left : step;
    state->avail_in = count;
    int found = isal_inflate(state);
    if (found < 0 && step > 1) {
      isal_stream_copy(state, &own->before);
      step = 1;
      continue;
    }
    left -= count - state->avail_in;
    if (found < 0) {
      code = found;
      break;
    }
    if (state->avail_out == 0) {
      state->avail_in = left;
      return 0;
    }
  }
  state->avail_in = left;
  // A checksum that does not fit is known only behind it, where bytes may have been taken that follow.
  if (code == ISAL_INCORRECT_CHECKSUM) (void)isal_stream_rewind(own);
  return code;
}

/// Unpacks into `out`, says in `written` how much, and answers ISA-L's code. What was unpacked before damage is written by
/// this call and the next ones, until one writes nothing; what is unused then begins behind the byte that shows the damage.
static inline int isal_stream_run(void *stream, void *out, uint32_t room, uint32_t *written) {
  struct isal_stream *own = stream;
  struct inflate_state *state = &own->state;
  state->next_out = out;
  state->avail_out = room;
  if (own->damage == 0) {
    isal_stream_copy(&own->before, state);
    int code = isal_inflate(state);
    if (code < 0) own->damage = isal_stream_replay(own, out, room, code);
  }
  *written = room - state->avail_out;
  if (own->damage == 0) return 0;
  // ISA-L unpacks ahead into a buffer of its own, and leaves there what found no room.
  uint32_t held = (uint32_t)(state->tmp_out_valid - state->tmp_out_processed);
  uint32_t count = held < state->avail_out ? held : state->avail_out;
  memcpy(state->next_out, state->tmp_out_buffer + state->tmp_out_processed, count);
  state->tmp_out_processed += (int32_t)count;
  state->avail_out -= count;
  *written += count;
  return held > count ? 0 : own->damage;
}
