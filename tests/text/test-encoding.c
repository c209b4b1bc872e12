/* test-encoding.c - files in any encoding, and what is refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-encoding.h"

#include <string.h>

static const char sample[] =
  "Der Außenminister sagte am Dienstag, „die Gespräche über die Öffnung der Grenze führen zu "
  "nichts“. Später fügte er hinzu, für heute sei alles gesagt.";

/* A file that may be kept as it is reads as one that may not. */
static void
assert_taken (const char   *bytes,
              gsize         n_bytes,
              const char   *encoding,
              const char   *expected,
              const char   *expected_encoding,
              const GError *expected_error)
{
  g_autoptr (GString) copy = g_string_new_len (n_bytes > 0 ? bytes : "", (gssize) n_bytes);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  gsize n = 0;
  g_autofree char *utf8 = quoth_encoding_take (g_string_free (g_steal_pointer (&copy), FALSE),
                                               n_bytes, encoding, &found, &n, &error);

  g_assert_cmpstr (utf8, ==, expected);
  g_assert_cmpstr (found, ==, expected_encoding);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==,
                   expected_error != NULL ? expected_error->message : NULL);
  if (utf8 != NULL)
    g_assert_cmpuint (n, ==, strlen (expected));
}

static void
assert_decodes (const char *bytes,
                gsize       n_bytes,
                const char *encoding,
                const char *expected,
                const char *expected_encoding)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  gsize n = 0;
  g_autofree char *utf8 = quoth_encoding_to_utf8 (bytes, n_bytes, encoding, &found, &n, &error);

  g_assert_no_error (error);
  if (g_strcmp0 (utf8, expected) != 0)
    g_error ("read as %s, %.200s", found, utf8);
  g_assert_cmpuint (n, ==, strlen (expected));
  if (expected_encoding != NULL)
    g_assert_cmpstr (found, ==, expected_encoding);
  assert_taken (bytes, n_bytes, encoding, expected, found, NULL);
}

static void
test_marks (void)
{
  assert_decodes ("\xef\xbb\xbf" "aé", 6, NULL, "aé", "UTF-8");
  assert_decodes ("\xff\xfe" "a\0\x3d\xd8\0\xde", 8, NULL, "a😀", "UTF-16LE");
  assert_decodes ("\xfe\xff\0a\0\xe9", 6, "windows-1252", "aé", "UTF-16BE");
  assert_decodes ("\xff\xfe\0\0" "a\0\0\0", 8, NULL, "a", "UTF-32LE");
  assert_decodes ("aé", 3, "windows-1252", "aé", "UTF-8");
  assert_decodes ("", 0, NULL, "", "UTF-8");
  assert_decodes (NULL, 0, NULL, "", "UTF-8");
  assert_decodes ("a\r\n\xc2\xa0", 5, NULL, "a\r\n\xc2\xa0", "UTF-8");
}

static void
assert_round (const char *encoding,
              gboolean    named)
{
  gsize n = 0;
  g_autofree char *bytes = g_convert (sample, -1, encoding, "UTF-8", NULL, &n, NULL);

  g_assert_nonnull (bytes);
  assert_decodes (bytes, n, named ? encoding : NULL, sample, NULL);
}

static void
test_encodings (void)
{
  g_autoptr (GString) late = g_string_new (NULL);
  g_autofree char *bytes = NULL;
  gsize n = 0;

  assert_round ("windows-1252", TRUE);
  assert_round ("windows-1252", FALSE);
  assert_round ("UTF-16LE", TRUE);
  assert_round ("UTF-16LE", FALSE);
  assert_round ("UTF-16BE", FALSE);
  assert_decodes ("\x1b$B$\"\x1b(B", 8, "ISO-2022-JP", "あ", NULL);
  /* Nobody need say so: every such text switches. */
  assert_decodes ("a \x1b$B$\"\x1b(B", 10, NULL, "a あ", "ISO-2022-JP");
  assert_decodes ("\x1b[1mbold\x1b[0m", 12, NULL, "\x1b[1mbold\x1b[0m", "UTF-8");
  assert_decodes ("\x1b$B \xc3\xa9", 6, NULL, "\x1b$B \xc3\xa9", "UTF-8");

  /* What gives the encoding away may come late. */
  while (late->len < 300000)
    g_string_append (late, "nothing but plain letters here\n");
  g_string_append (late, sample);
  bytes = g_convert (late->str, -1, "windows-1252", "UTF-8", NULL, &n, NULL);
  assert_decodes (bytes, n, NULL, late->str, NULL);
}

static void
assert_refused (const char *bytes,
                gsize       n_bytes,
                const char *encoding,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  gsize n;
  g_autofree char *utf8 = quoth_encoding_to_utf8 (bytes, n_bytes, encoding, NULL, &n, &error);

  if (utf8 != NULL)
    g_error ("%s was read as %.200s", message, utf8);
  g_assert_true (error->domain == QUOTH_TEXT_ERROR);
  g_assert_cmpstr (error->message, ==, message);
  assert_taken (bytes, n_bytes, encoding, NULL, NULL, error);
}

static void
test_refused (void)
{
  g_autoptr (GString) broken = g_string_new (NULL);
  g_autofree char *message = NULL;

  assert_refused ("\xef\xbb\xbf" "ab\xff", 6, NULL, "not valid UTF-8 at byte 5");
  assert_refused ("ab\0c", 4, "UTF-8", "NUL in UTF-8 at byte 2");
  assert_refused ("ab\xff", 3, "UTF-8", "not valid UTF-8 at byte 2");
  assert_refused ("ab\xff", 3, "no-such-thing", "unknown encoding no-such-thing");
  assert_refused ("\xff\xfe" "a\0\0\xdc" "b\0", 8, NULL, "not valid UTF-16LE at byte 4");
  assert_refused ("\xff\xfe" "a\0\0\0b\0", 8, NULL, "NUL in UTF-16LE at byte 1");
  assert_refused ("ab\x81\x20" "cd", 6, "Shift_JIS", "not valid Shift_JIS at byte 2");

  /* UTF-8 cut by one bad byte is not taken for something else. */
  for (guint i = 0; i < 20; i++)
    g_string_append (broken, sample);
  message = g_strdup_printf ("not valid UTF-8 at byte %u", (guint) broken->len);
  g_string_append_c (broken, '\xe2');
  g_string_append (broken, " and so on");
  assert_refused (broken->str, broken->len, NULL, message);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint i = 0; i < 400; i++)
    {
      guint8 bytes[300];
      gsize n_bytes = (gsize) g_rand_int_range (rand, 0, sizeof bytes), n = 0;
      g_autofree char *utf8 = NULL;

      for (gsize k = 0; k < n_bytes; k++)
        bytes[k] = (guint8) g_rand_int_range (rand, i % 2, 256);
      utf8 = quoth_encoding_to_utf8 ((const char *) bytes, n_bytes, NULL, NULL, &n, NULL);
      if (utf8 != NULL)
        {
          g_autoptr (QuothText) text = quoth_text_new (utf8, (gssize) n, NULL);

          g_assert_nonnull (text);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/marks", test_marks);
  g_test_add_func ("/encoding/encodings", test_encodings);
  g_test_add_func ("/encoding/refused", test_refused);
  g_test_add_func ("/encoding/random", test_random);
  return g_test_run ();
}
