// The macros that check types do not take an option that is a variable.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>

/// The functions of libcurl that are used. The program loads it when it opens a connection: the two dozen libraries that come with
/// it would take a tenth of the time of a small check.
struct imgcheck_curl {
  __typeof__(curl_global_init) *global_init;
  __typeof__(curl_easy_init) *easy_init;
  __typeof__(curl_easy_reset) *easy_reset;
  __typeof__(curl_easy_cleanup) *easy_cleanup;
  __typeof__(curl_easy_perform) *easy_perform;
  __typeof__(curl_easy_strerror) *easy_strerror;
  __typeof__(curl_easy_setopt) *easy_setopt;
  __typeof__(curl_easy_getinfo) *easy_getinfo;
  __typeof__(curl_slist_append) *slist_append;
  __typeof__(curl_slist_free_all) *slist_free_all;
};

#if defined(__APPLE__)
#define IMGCHECK_CURL_NAME "libcurl.4.dylib"
#else
#define IMGCHECK_CURL_NAME "libcurl.so.4"
#endif

/// Loads and starts the library; NULL, or why it could not, until the thread loads another.
static inline const char *imgcheck_curl_load(struct imgcheck_curl *curl) {
  void *library = dlopen(IMGCHECK_CURL_NAME, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return dlerror();
#define IMGCHECK_CURL_FIND(name)                                             \
  curl->name = (__typeof__(curl->name))dlsym(library, "curl_" #name);        \
  if (curl->name == NULL) return IMGCHECK_CURL_NAME " lacks curl_" #name
  IMGCHECK_CURL_FIND(global_init);
  IMGCHECK_CURL_FIND(easy_init);
  IMGCHECK_CURL_FIND(easy_reset);
  IMGCHECK_CURL_FIND(easy_cleanup);
  IMGCHECK_CURL_FIND(easy_perform);
  IMGCHECK_CURL_FIND(easy_strerror);
  IMGCHECK_CURL_FIND(easy_setopt);
  IMGCHECK_CURL_FIND(easy_getinfo);
  IMGCHECK_CURL_FIND(slist_append);
  IMGCHECK_CURL_FIND(slist_free_all);
#undef IMGCHECK_CURL_FIND
  return curl->global_init(CURL_GLOBAL_ALL) == CURLE_OK ? NULL : IMGCHECK_CURL_NAME " does not start";
}

// `curl_easy_setopt` and `curl_easy_getinfo` take variable arguments, which Swift cannot call.

typedef size_t (*curl_taker)(char *bytes, size_t size, size_t count, void *context);
typedef int (*curl_watcher)(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up);

static inline CURLcode imgcheck_curl_set_number(
    const struct imgcheck_curl *curl, void *handle, CURLoption option, long value) {
  return curl->easy_setopt(handle, option, value);
}

static inline CURLcode imgcheck_curl_set_text(
    const struct imgcheck_curl *curl, void *handle, CURLoption option, const char *value) {
  return curl->easy_setopt(handle, option, value);
}

static inline CURLcode imgcheck_curl_set_headers(
    const struct imgcheck_curl *curl, void *handle, struct curl_slist *list) {
  return curl->easy_setopt(handle, CURLOPT_HTTPHEADER, list);
}

static inline CURLcode imgcheck_curl_set_callbacks(
    const struct imgcheck_curl *curl, void *handle, curl_taker body, curl_taker header, curl_watcher watcher,
    void *context) {
  CURLcode code = curl->easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_WRITEDATA, context);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_HEADERFUNCTION, header);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_HEADERDATA, context);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watcher);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_XFERINFODATA, context);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  return code;
}

/// Only HTTP and HTTPS, whatever an address says.
static inline CURLcode imgcheck_curl_allow_http_alone(const struct imgcheck_curl *curl, void *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl->easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl->easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static inline CURLcode imgcheck_curl_require_tls_1_2(const struct imgcheck_curl *curl, void *handle) {
  return curl->easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

/// The absolute address that a redirect leads to, or NULL; it belongs to the handle.
static inline const char *imgcheck_curl_redirect_address(const struct imgcheck_curl *curl, void *handle) {
  char *address = NULL;
  return curl->easy_getinfo(handle, CURLINFO_REDIRECT_URL, &address) == CURLE_OK ? address : NULL;
}

/// What a proxy last answered to CONNECT; 0 where none was asked.
static inline long imgcheck_curl_proxy_status(const struct imgcheck_curl *curl, void *handle) {
  long status = 0;
  return curl->easy_getinfo(handle, CURLINFO_HTTP_CONNECTCODE, &status) == CURLE_OK ? status : 0;
}

static inline long imgcheck_curl_status(const struct imgcheck_curl *curl, void *handle) {
  long status = 0;
  return curl->easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}
