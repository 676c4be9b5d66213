#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>

/// A state for `imgcheck_gmac`; null where libcrypto has no GMAC.
static inline EVP_MAC_CTX *imgcheck_gmac_new(void) {
  EVP_MAC *mac = EVP_MAC_fetch(NULL, "GMAC", NULL);
  if (mac == NULL) return NULL;
  EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
  EVP_MAC_free(mac);
  return context;
}

/// The 16 bytes of GMAC with AES-128 of a message, under a key of 16 bytes and one nonce for all messages.
static inline int imgcheck_gmac(
    EVP_MAC_CTX *context, const unsigned char *key, const unsigned char *message, size_t count,
    unsigned char *code) {
  char cipher[] = "AES-128-GCM";
  unsigned char nonce[12] = {'i', 'm', 'g', 'c', 'h', 'e', 'c', 'k', 0, 0, 0, 1};
  OSSL_PARAM parameters[3] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher, 0),
      OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_IV, nonce, sizeof nonce),
      OSSL_PARAM_construct_end(),
  };
  size_t length = 0;
  return EVP_MAC_init(context, key, 16, parameters) == 1 && EVP_MAC_update(context, message, count) == 1 &&
         EVP_MAC_final(context, code, &length, 16) == 1 && length == 16;
}
