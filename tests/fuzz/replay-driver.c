/* replay-driver.c - runs a fuzz target over a folder of inputs, without libFuzzer
 *
 * Every file as it is, cut short, and with bytes changed, doubled or taken out: the
 * same changes in every run. A crash is the failure; the last name printed is the file
 * that led to it.
 *
 * usage: replay-fuzz-NAME FOLDER|FILE…
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);
/* A target may say what no input has reached; NULL when nothing is missing. */
char *fuzz_missing (void) __attribute__ ((weak));

/* Per file; small files are cut at every byte. */
#define MAX_CUTS    512
#define MAX_CHANGES 512

static const char interesting[] = "\0\x7f\x80\xc2\xe2\xed\xf0\xff\"\\{}[]:,0-9eu \t\r\n<>&;|_";

static guint64 n_runs;
static gboolean finished;

/* A target that ends the program in good order has not run its inputs. */
static void
check_finished (void)
{
  if (!finished)
    _exit (1);
}

static void
run_one (const char *bytes,
         gsize       n_bytes)
{
  /* Of the exact size, so that a sanitizer sees every step beyond it. */
  g_autofree uint8_t *copy = g_malloc (MAX (n_bytes, 1));

  memcpy (copy, bytes, n_bytes);
  LLVMFuzzerTestOneInput (copy, n_bytes);
  n_runs++;
}

static void
change (GString *input,
        GRand   *rand)
{
  gsize at = input->len > 0 ? g_rand_int (rand) % input->len : 0;
  gsize wish = 1 + g_rand_int (rand) % 16;
  gsize n = MIN (wish, input->len - at);
  char byte = interesting[g_rand_int (rand) % (sizeof interesting - 1)];

  switch (input->len > 0 ? g_rand_int_range (rand, 0, 5) : 2)
    {
    case 0:
      input->str[at] = byte;
      break;
    case 1:
      input->str[at] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      break;
    case 2:
      g_string_insert_len (input, (gssize) at, &byte, 1);
      break;
    case 3:
      g_string_erase (input, (gssize) at, (gssize) n);
      break;
    default:
      {
        g_autofree char *piece = g_memdup2 (input->str + at, n);

        g_string_insert_len (input, (gssize) at, piece, (gssize) n);
      }
      break;
    }
}

static void
replay_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  GRand *rand = g_rand_new_with_seed (1);
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, &error))
    {
      g_printerr ("%s\n", error->message);
      exit (2);
    }
  g_print ("%s\n", path);
  run_one (bytes, n_bytes);
  for (gsize i = 0; i < MIN (n_bytes, MAX_CUTS); i++)
    run_one (bytes, n_bytes <= MAX_CUTS ? i : g_rand_int (rand) % n_bytes);
  for (guint i = 0; i < MAX_CHANGES; i++)
    {
      g_autoptr (GString) input = g_string_new_len (bytes, (gssize) n_bytes);

      for (guint k = g_rand_int_range (rand, 1, 5); k > 0; k--)
        change (input, rand);
      run_one (input->str, input->len);
    }
  g_rand_free (rand);
}

static void
replay (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      replay_file (path);
      return;
    }
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (name[0] != '.')
        replay_file (child);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *missing = NULL;

  atexit (check_finished);
  run_one ("", 0);
  for (int i = 1; i < argc; i++)
    replay (argv[i]);
  finished = TRUE;
  g_print ("%" G_GUINT64_FORMAT " inputs\n", n_runs);
  missing = fuzz_missing != NULL ? fuzz_missing () : NULL;
  if (missing != NULL)
    {
      g_printerr ("no input is taken by:%s\n", missing);
      return 1;
    }
  /* A folder without inputs would be a test that tests nothing. */
  return n_runs > 1 ? 0 : 1;
}
