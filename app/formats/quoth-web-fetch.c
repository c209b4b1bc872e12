/* quoth-web-fetch.c - fetches one page and takes the article out of it
 *
 * One request and its redirects, in the caller's main context; the body comes in pieces,
 * so that what is too large is noticed early. The article is taken out in a thread. No
 * cookies, no cache, no scripts, nothing that the page refers to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web-private.h"

#include <libsoup/soup.h>
#include <string.h>

#define PIECE_BYTES 65536

typedef struct
{
  SoupSession    *session;
  SoupMessage    *message;     /* of the last request */
  GInputStream   *stream;      /* nullable */
  GByteArray     *body;
  GCancellable   *cancellable; /* by the caller, or when time is up */
  GCancellable   *outer;       /* nullable: the caller's */
  gulong          outer_id;
  GSource        *timeout;     /* nullable */
  GUri           *uri;
  char           *encoding;    /* nullable: what the server says */
  QuothWebLimits  limits;
  guint           n_redirects;
  gboolean        plain;
  gboolean        timed_out;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_clear_object (&self->session);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->outer);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->encoding);
  g_free (self);
}

/* The task is about to return: nothing more may come. */
static void
conclude (Fetch *self)
{
  if (self->timeout != NULL)
    {
      g_source_destroy (self->timeout);
      g_clear_pointer (&self->timeout, g_source_unref);
    }
  if (self->outer_id != 0)
    g_cancellable_disconnect (self->outer, self->outer_id);
  self->outer_id = 0;
  /* Closes connections, so that a body that was not read is not waited for. */
  soup_session_abort (self->session);
}

static void
return_new_error (GTask      *task,
                  GQuark      domain,
                  int         code,
                  const char *format,
                  ...) G_GNUC_PRINTF (4, 5);

static void
return_new_error (GTask      *task,
                  GQuark      domain,
                  int         code,
                  const char *format,
                  ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (domain, code, format, args);
  va_end (args);
  conclude (g_task_get_task_data (task));
  g_task_return_error (task, error);
}

static const char *
tls_reason (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return "the certificate belongs to another site";
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return "the certificate has expired";
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return "the certificate is not valid yet";
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return "the certificate was revoked";
  if (flags & G_TLS_CERTIFICATE_INSECURE)
    return "the certificate is too weak";
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return "the certificate is signed by nobody known";
  return NULL;
}

/* Says what failed in words of this program; @error is taken. */
static void
return_error (GTask  *task,
              GError *error)
{
  Fetch *self = g_task_get_task_data (task);
  g_autoptr (GError) taken = error;
  const char *host = g_uri_get_host (self->uri);
  const char *reason;

  if (self->timed_out || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no answer within %u s",
                      self->limits.seconds);
  else if (error->domain == G_TLS_ERROR)
    {
      reason = tls_reason (soup_message_get_tls_peer_certificate_errors (self->message));
      return_new_error (task, G_TLS_ERROR, error->code, "no secure connection to %s: %s", host,
                        reason != NULL ? reason : error->message);
    }
  else if (error->domain == G_RESOLVER_ERROR)
    return_new_error (task, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, "no server named %s is found",
                      host);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return_new_error (task, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "%s refuses connections",
                      host);
  else
    {
      conclude (self);
      g_task_return_error (task, g_steal_pointer (&taken));
    }
}

/* What the thread needs; it may outlive the fetch when that is cancelled. */
typedef struct
{
  GBytes   *body;
  char     *encoding;
  char     *url;
  gboolean  plain;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_bytes_unref (self->body);
  g_free (self->encoding);
  g_free (self->url);
  g_free (self);
}

static void
extract_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  QuothWebArticle *article = NULL;
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (work->body, &n_bytes);
  g_autofree char *utf8 = NULL;
  gsize n_utf8;

  utf8 = quoth_web_decode (bytes != NULL ? bytes : "", n_bytes, work->encoding, NULL, &n_utf8,
                           &error);
  if (utf8 != NULL && work->plain)
    article = quoth_web_plain_utf8 (utf8, work->url, &error);
  else if (utf8 != NULL)
    article = quoth_web_extract_utf8 (utf8, n_utf8, work->url, &error);
  if (article != NULL)
    g_task_return_pointer (task, article, (GDestroyNotify) quoth_web_article_free);
  else
    g_task_return_error (task, error);
}

static void
extracted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  QuothWebArticle *article = g_task_propagate_pointer (G_TASK (result), &error);

  if (article == NULL)
    {
      return_error (task, error);
      return;
    }
  conclude (g_task_get_task_data (task));
  g_task_return_pointer (task, article, (GDestroyNotify) quoth_web_article_free);
}

static void
extract (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);
  g_autoptr (GTask) inner = g_task_new (NULL, self->cancellable, extracted_cb,
                                        g_object_ref (task));
  Work *work = g_new0 (Work, 1);

  work->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  work->encoding = g_steal_pointer (&self->encoding);
  work->url = g_uri_to_string (self->uri);
  work->plain = self->plain;
  g_task_set_source_tag (inner, extract);
  g_task_set_task_data (inner, work, work_free);
  g_task_set_return_on_cancel (inner, TRUE);
  g_task_run_in_thread (inner, extract_thread);
}

static void read_piece (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  Fetch *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) piece = NULL;
  gsize n_bytes;
  const guint8 *bytes;

  piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (piece == NULL)
    {
      return_error (task, error);
      return;
    }
  bytes = g_bytes_get_data (piece, &n_bytes);
  if (n_bytes == 0)
    extract (task);
  else if (self->body->len + n_bytes > self->limits.bytes)
    return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                      "the page is larger than %" G_GSIZE_FORMAT " bytes", self->limits.bytes);
  else
    {
      g_byte_array_append (self->body, bytes, (guint) n_bytes);
      read_piece (task);
    }
}

static void
read_piece (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (self->stream, PIECE_BYTES, G_PRIORITY_DEFAULT,
                                   self->cancellable, read_cb, g_object_ref (task));
}

/* FALSE when the task has returned why the answer is no article. */
static gboolean
accept_answer (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  g_autoptr (GHashTable) parameters = NULL;
  const char *type = soup_message_headers_get_content_type (headers, &parameters);
  guint status = soup_message_get_status (self->message);

  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      return_new_error (task, G_IO_ERROR,
                        status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE
                          ? G_IO_ERROR_NOT_FOUND
                        : status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN
                          ? G_IO_ERROR_PERMISSION_DENIED
                          : G_IO_ERROR_FAILED,
                        "the server answers %u %s", status, soup_status_get_phrase (status));
      return FALSE;
    }
  self->plain = type != NULL && g_ascii_strcasecmp (type, "text/plain") == 0;
  if (type != NULL && !self->plain && g_ascii_strcasecmp (type, "text/html") != 0
      && g_ascii_strcasecmp (type, "application/xhtml+xml") != 0)
    {
      g_autofree char *clean = quoth_web_clean (type);

      return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "the page is %s, not a text",
                        clean != NULL ? clean : "of no known kind");
      return FALSE;
    }
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset) self->limits.bytes)
    {
      return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                        "the page is larger than %" G_GSIZE_FORMAT " bytes", self->limits.bytes);
      return FALSE;
    }
  if (parameters != NULL)
    self->encoding = g_strdup (g_hash_table_lookup (parameters, "charset"));
  return TRUE;
}

static gboolean
check_address (GTask *task,
               GUri  *uri)
{
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (scheme == NULL)
    return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "not a web address");
  else if (strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0)
    return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                      "only http and https addresses can be fetched");
  else if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "the address names no server");
  else
    return TRUE;
  return FALSE;
}

static void send_request (GTask *task);

static void
redirect (GTask      *task,
          const char *location)
{
  Fetch *self = g_task_get_task_data (task);
  g_autoptr (GUri) uri = g_uri_parse_relative (self->uri, location, SOUP_HTTP_URI_FLAGS, NULL);

  if (++self->n_redirects > self->limits.redirects)
    {
      return_new_error (task, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS, "redirected more than %u times",
                        self->limits.redirects);
      return;
    }
  if (!check_address (task, uri))
    return;
  /* What the redirect itself says is of no use: its connection is given up at the end. */
  g_input_stream_close_async (self->stream, G_PRIORITY_LOW, self->cancellable, NULL, NULL);
  g_clear_object (&self->stream);
  g_uri_unref (self->uri);
  self->uri = g_steal_pointer (&uri);
  send_request (task);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  Fetch *self = g_task_get_task_data (task);
  GError *error = NULL;
  const char *location;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    {
      return_error (task, error);
      return;
    }
  location = soup_message_headers_get_one (soup_message_get_response_headers (self->message),
                                           "Location");
  if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (self->message)) && location != NULL)
    redirect (task, location);
  else if (accept_answer (task))
    read_piece (task);
}

static void
send_request (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);

  g_clear_object (&self->message);
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, self->uri);
  /* Redirects are followed here, where their number and schemes are checked. */
  soup_message_set_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (soup_message_get_request_headers (self->message), "Accept",
                               "text/html, application/xhtml+xml, text/plain;q=0.8");
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           sent_cb, g_object_ref (task));
}

static gboolean
timeout_cb (gpointer data)
{
  Fetch *self = data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (GCancellable *outer,
                    gpointer      inner)
{
  g_cancellable_cancel (inner);
}

/* Documented in quoth-web-private.h: quoth_web_fetch_async() with other limits. */
void
quoth_web_fetch_limited_async (const char           *url,
                               const QuothWebLimits *limits,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Fetch *self = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, quoth_web_fetch_async);
  g_task_set_task_data (task, self, fetch_free);
  self->limits = *limits;
  self->body = g_byte_array_new ();
  self->cancellable = g_cancellable_new ();
  self->session = soup_session_new_with_options ("user-agent", "Quoth/" QUOTH_VERSION, NULL);
  self->uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  if (!check_address (task, self->uri))
    return;
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                              g_object_ref (self->cancellable), g_object_unref);
    }
  self->timeout = g_timeout_source_new_seconds (limits->seconds);
  g_source_set_callback (self->timeout, timeout_cb, self, NULL);
  g_source_attach (self->timeout, g_task_get_context (task));
  send_request (task);
}

/**
 * quoth_web_fetch_async:
 * @url: an http or https address
 * @cancellable: (nullable): stops at once
 * @callback: told when the article is there
 * @user_data: for @callback
 *
 * Fetches a page of at most 10 MB within 30 seconds, over at most 10 redirects, and takes
 * the article out of it as quoth_web_extract() does. A page of plain text is an article as
 * it stands. Nothing is kept: no cookies, no cache.
 */
void
quoth_web_fetch_async (const char          *url,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  const QuothWebLimits limits = { 30, QUOTH_WEB_MAX_BYTES, 10 };

  g_return_if_fail (url != NULL);

  quoth_web_fetch_limited_async (url, &limits, cancellable, callback, user_data);
}

/**
 * quoth_web_fetch_finish:
 * @result: what the callback was given
 * @error: return location for a #GIOErrorEnum (CANCELLED, TIMED_OUT, NOT_FOUND,
 *   PERMISSION_DENIED, MESSAGE_TOO_LARGE, NOT_SUPPORTED, INVALID_ARGUMENT, INVALID_DATA …),
 *   a #GTlsError, or a #QuothTextError
 *
 * Returns: (transfer full) (nullable): the article
 */
QuothWebArticle *
quoth_web_fetch_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
