/* test-web-fetch.c - pages are fetched, from a server on this machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-web-private.h"

#include <libsoup/soup.h>
#include <string.h>

#define PARAGRAPH                                                                            \
  "The harbour of Velmora will stay closed until spring, the mayor, Ines Karvall, said on "  \
  "Monday after a meeting with the owners of the ferries."
#define PAGE "<html><body><h1>Harbour closed</h1><p>" PARAGRAPH "</p></body></html>"
#define TEXT "Harbour closed\n\n" PARAGRAPH

typedef struct
{
  SoupServer *server;
  char       *base;     /* "http://127.0.0.1:PORT" */
  guint       n_asked;
  GPtrArray  *paused;   /* of SoupServerMessage: answers that never end */
  char       *agent;    /* of the last request */
  gboolean    cookie;   /* whether any request brought one */
  GCancellable *cancel; /* nullable: cancelled when a request comes in */
} Fixture;

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (type != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
go_to (SoupServerMessage *message,
       const char        *location)
{
  soup_server_message_set_status (message, SOUP_STATUS_FOUND, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                location);
}

/* More than the limit of the tests, in pieces, without saying how much will come. */
static void
answer_large (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autofree char *piece = g_strnfill (64 * 1024, 'x');

  answer (message, SOUP_STATUS_OK, "text/html", "<p>");
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  for (guint i = 0; i < 40; i++)
    soup_message_body_append (body, SOUP_MEMORY_COPY, piece, 64 * 1024);
}

/* Begins, and does not go on. */
static void
answer_slowly (Fixture           *fixture,
               SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "text/html", NULL);
  soup_message_headers_set_content_length (soup_server_message_get_response_headers (message),
                                           1000);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, "<p>slow", 7);
  soup_message_body_set_accumulate (body, FALSE);
  g_ptr_array_add (fixture->paused, g_object_ref (message));
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           data)
{
  Fixture *fixture = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  fixture->n_asked++;
  g_free (fixture->agent);
  fixture->agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  fixture->cookie |= soup_message_headers_get_one (headers, "Cookie") != NULL;
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie",
                               "a=b; Path=/");
  if (fixture->cancel != NULL)
    g_cancellable_cancel (fixture->cancel);

  if (strcmp (path, "/page") == 0)
    answer (message, SOUP_STATUS_OK, "text/html", PAGE);
  else if (strcmp (path, "/latin") == 0)
    answer (message, SOUP_STATUS_OK, "text/html; charset=\"ISO-8859-1\"", "<h1>Caf\xe9</h1><p>\x93No.\x94");
  else if (strcmp (path, "/plain") == 0)
    answer (message, SOUP_STATUS_OK, "text/plain", "\nHarbour <closed>\n\nSaid so.\n");
  else if (strcmp (path, "/picture") == 0)
    answer (message, SOUP_STATUS_OK, "image/png", "png");
  else if (strcmp (path, "/empty") == 0)
    answer (message, SOUP_STATUS_OK, "text/html", "<nav>Home</nav>");
  else if (strcmp (path, "/loop") == 0)
    go_to (message, "/loop");
  else if (strcmp (path, "/once") == 0)
    go_to (message, "page?from=once");
  else if (strcmp (path, "/to-file") == 0)
    go_to (message, "file:///etc/passwd");
  else if (strcmp (path, "/large") == 0)
    answer_large (message);
  else if (strcmp (path, "/slow") == 0)
    answer_slowly (fixture, message);
  else if (strcmp (path, "/private") == 0)
    answer (message, SOUP_STATUS_FORBIDDEN, "text/html", PAGE);
  else
    answer (message, SOUP_STATUS_NOT_FOUND, "text/html", PAGE);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->paused = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY,
                                           &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_ptr_array_unref (fixture->paused);
  g_clear_object (&fixture->cancel);
  g_free (fixture->base);
  g_free (fixture->agent);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static QuothWebArticle *
fetch_url (Fixture    *fixture,
           const char *url,
           guint       seconds,
           GError    **error)
{
  const QuothWebLimits limits = { seconds, 1024 * 1024, 10 };
  g_autoptr (GAsyncResult) result = NULL;

  quoth_web_fetch_limited_async (url, &limits, fixture->cancel, fetched_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return quoth_web_fetch_finish (result, error);
}

static QuothWebArticle *
fetch (Fixture    *fixture,
       const char *path,
       GError    **error)
{
  g_autofree char *url = g_strconcat (fixture->base, path, NULL);

  return fetch_url (fixture, url, 20, error);
}

static void
assert_fails (Fixture    *fixture,
              const char *path,
              int         code,
              const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (fixture, path, &error));
  g_assert_error (error, G_IO_ERROR, code);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_page (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothWebArticle) article = fetch (fixture, "/page", &error);
  g_autoptr (QuothWebArticle) latin = NULL;
  g_autoptr (QuothWebArticle) plain = NULL;
  g_autofree char *url = NULL;
  g_autofree char *expected = g_strconcat (fixture->base, "/page", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (article->title, ==, "Harbour closed");
  g_assert_cmpstr (article->text, ==, TEXT);
  url = quoth_attributes_dup_string (article->metadata, "url");
  g_assert_cmpstr (url, ==, expected);
  g_assert_cmpstr (fixture->agent, ==, "Quoth/" QUOTH_VERSION);

  latin = fetch (fixture, "/latin", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (latin->text, ==, "Café\n\n“No.”");

  plain = fetch (fixture, "/plain", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plain->title, ==, "Harbour <closed>");
  g_assert_cmpstr (plain->text, ==, "\nHarbour <closed>\n\nSaid so.\n");
  g_assert_false (fixture->cookie);
}

static void
test_redirect (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothWebArticle) article = fetch (fixture, "/once", &error);
  g_autofree char *expected = g_strconcat (fixture->base, "/page?from=once", NULL);
  g_autofree char *url = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (article->text, ==, TEXT);
  url = quoth_attributes_dup_string (article->metadata, "url");
  g_assert_cmpstr (url, ==, expected);
  g_assert_false (fixture->cookie);

  fixture->n_asked = 0;
  assert_fails (fixture, "/loop", G_IO_ERROR_TOO_MANY_LINKS, "redirected more than 10 times");
  g_assert_cmpuint (fixture->n_asked, ==, 11);
  assert_fails (fixture, "/to-file", G_IO_ERROR_NOT_SUPPORTED,
                "only http and https addresses can be fetched");
}

static void
test_answers (Fixture      *fixture,
              gconstpointer data)
{
  assert_fails (fixture, "/none", G_IO_ERROR_NOT_FOUND, "the server answers 404 Not Found");
  assert_fails (fixture, "/private", G_IO_ERROR_PERMISSION_DENIED,
                "the server answers 403 Forbidden");
  assert_fails (fixture, "/picture", G_IO_ERROR_NOT_SUPPORTED, "the page is image/png, not a text");
  assert_fails (fixture, "/empty", G_IO_ERROR_INVALID_DATA, "no article text on this page");
  assert_fails (fixture, "/large", G_IO_ERROR_MESSAGE_TOO_LARGE,
                "the page is larger than 1048576 bytes");
}

static void
test_addresses (Fixture      *fixture,
                gconstpointer data)
{
  static const char *const wrong[] = { "", "news", "http://", "https:///x", "//host", "ht tp://x" };
  static const char *const other[] = { "file:///etc/passwd", "data:text/html,<p>x",
                                       "javascript:alert(1)", "ftp://127.0.0.1/x" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch_url (fixture, wrong[i], 5, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch_url (fixture, other[i], 5, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
    }
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (fixture->server);
  g_assert_null (fetch (fixture, "/page", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_assert_cmpstr (error->message, ==, "127.0.0.1 refuses connections");
}

static void
test_slow (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *url = g_strconcat (fixture->base, "/slow", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch_url (fixture, url, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpstr (error->message, ==, "no answer within 1 s");
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();

  /* While the answer is on its way, and before anything is asked. */
  fixture->cancel = g_cancellable_new ();
  assert_fails (fixture, "/slow", G_IO_ERROR_CANCELLED, NULL);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  assert_fails (fixture, "/page", G_IO_ERROR_CANCELLED, NULL);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Nothing of this may go through a proxy. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
#define ADD(path, function) \
  g_test_add ("/web-fetch/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("page", test_page);
  ADD ("redirect", test_redirect);
  ADD ("answers", test_answers);
  ADD ("addresses", test_addresses);
  ADD ("refused", test_refused);
  ADD ("slow", test_slow);
  ADD ("cancel", test_cancel);
#undef ADD
  return g_test_run ();
}
