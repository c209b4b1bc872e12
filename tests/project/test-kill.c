/* test-kill.c - a program that is killed at any moment loses only what it had not said
 *
 * A child edits and imports and says each gesture when it is done. It is killed
 * at a random moment. The file must be intact, hold every gesture that was said,
 * and of the one in flight whole units or nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 200
#define ROUNDS_PER_FILE 25
#define UNIT_ARTICLES 5
#define MAX_LIFE 150 /* ms */

static void
say (int         fd,
     const char *what,
     guint       number)
{
  g_autofree char *line = g_strdup_printf ("%s %u\n", what, number);

  if (write (fd, line, strlen (line)) < 0)
    _exit (1);
}

static void
import_some (QuothProject *project,
             guint         number,
             guint         n_units)
{
  QuothBulk *bulk = quoth_bulk_begin (project, NULL);

  for (guint unit = 0; unit < n_units; unit++)
    {
      g_assert_true (quoth_bulk_begin_unit (bulk, NULL));
      for (guint i = 0; i < UNIT_ARTICLES; i++)
        {
          g_autofree char *id = g_strdup_printf ("i%u-%u-%u", number, unit, i);
          g_autoptr (QuothArticleData) data = fixture_article (id, id);

          for (guint k = 0; k < 10; k++)
            g_ptr_array_add (data->annotations, fixture_annotation (NULL, "person", k, k + 1));
          g_assert_true (quoth_bulk_add_article (bulk, data, NULL));
        }
      g_assert_true (quoth_bulk_end_unit (bulk, NULL));
    }
  g_assert_true (quoth_bulk_finish (bulk, NULL));
}

static void
mark (QuothProject *project,
      guint         number)
{
  g_autofree char *id = g_strdup_printf ("g%u", number);
  g_autoptr (QuothAnnotation) annotation = fixture_annotation (id, "person", 0, 3);
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");

  quoth_command_add_annotation (command, "a", NULL, annotation);
  g_assert_true (quoth_project_commit (project, command, NULL));
}

/* Works until it is killed. */
static void
work (const char *path,
      int         fd,
      guint       number,
      guint       depth, /* how many gestures it may undo */
      guint32     seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  QuothProject *project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, NULL);

  g_assert_nonnull (project);
  for (;; number++, depth++)
    {
      int choice = g_rand_int_range (rand, 0, 10);

      if (choice < 2)
        {
          /* Now and then long enough to be committed in parts. */
          import_some (project, number, choice == 0 ? 2 : 400);
          say (fd, "i", number);
        }
      else if (choice < 4 && depth > 0)
        {
          /* Said before, too: the newest gesture may be gone or not. */
          say (fd, "U", number);
          quoth_command_unref (quoth_project_undo (project, NULL));
          say (fd, "u", number);
          depth -= 2;
        }
      else
        {
          mark (project, number);
          say (fd, "g", number);
        }
    }
}

/* What was said, in the order of the undo stack: "g12" or "i13". */
static void
replay (GPtrArray *stack,
        char      *said,
        gboolean  *out_undoing,
        guint     *out_number)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);

  *out_undoing = FALSE;
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      *out_number = (guint) atoi (lines[i] + 2) + 1;
      *out_undoing = *lines[i] == 'U';
      if (*lines[i] == 'u')
        g_ptr_array_set_size (stack, (int) stack->len - 1);
      else if (*lines[i] != 'U')
        g_ptr_array_add (stack, g_strdup_printf ("%c%s", *lines[i], lines[i] + 2));
    }
}

static char *
run_child (const char *path,
           guint       number,
           guint       depth)
{
  GString *said = g_string_new (NULL);
  gint64 deadline;
  guint32 seed = g_test_rand_int ();
  struct pollfd poll_fd;
  char buffer[4096];
  gssize n_read;
  int fds[2];
  pid_t child;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0)
    work (path, fds[1], number, depth, seed);
  close (fds[1]);
  poll_fd = (struct pollfd) { fds[0], POLLIN, 0 };
  deadline = g_get_monotonic_time () + g_test_rand_int_range (500, MAX_LIFE * 1000);
  while (g_get_monotonic_time () < deadline)
    if (poll (&poll_fd, 1, 1) > 0 && (n_read = read (fds[0], buffer, sizeof buffer)) > 0)
      g_string_append_len (said, buffer, n_read);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  while ((n_read = read (fds[0], buffer, sizeof buffer)) > 0)
    g_string_append_len (said, buffer, n_read);
  close (fds[0]);
  return g_string_free (said, FALSE);
}

static gboolean
collect_cb (QuothArticleData  *data,
            gpointer           user_data,
            GError           **error)
{
  const char *id = data->article->id;
  const char *dash = strrchr (id, '-');
  GHashTable *found = user_data;

  if (strcmp (id, "a") == 0)
    for (guint i = 0; i < data->annotations->len; i++)
      g_hash_table_add (found, g_strdup (((QuothAnnotation *) data->annotations->pdata[i])->id));
  else
    {
      g_autofree char *unit = g_strndup (id, (gsize) (dash - id));
      g_autofree char *import = g_strndup (id, (gsize) (strchr (id, '-') - id));
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (found, unit));

      g_assert_cmpuint (data->annotations->len, ==, 10);
      g_hash_table_insert (found, g_steal_pointer (&unit), GUINT_TO_POINTER (count + 1));
      g_hash_table_add (found, g_steal_pointer (&import));
    }
  return TRUE;
}

static void
verify (Fixture   *fixture,
        GPtrArray *stack,
        gboolean   undoing)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer key;
  gpointer value;
  guint n_missing = 0;

  fixture_reopen (fixture);
  quoth_project_foreach_article (fixture->project, NULL, NULL, collect_cb, found, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < stack->len; i++)
    if (!g_hash_table_contains (found, stack->pdata[i]))
      {
        g_assert_true (undoing && i == stack->len - 1);
        n_missing++;
      }
  if (n_missing > 0)
    g_ptr_array_set_size (stack, (int) stack->len - 1);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (strchr (key, '-') != NULL)
      g_assert_cmpuint (GPOINTER_TO_UINT (value), ==, UNIT_ARTICLES);
  g_clear_object (&fixture->project);
  g_assert_cmpuint (fixture_count (fixture->path, "SELECT count (*) FROM pragma_integrity_check"
                                                  " WHERE integrity_check <> 'ok'"), ==, 0);
}

/* A gesture that was done but not said stands on the stack without our knowledge; a new
 * file's stack starts from what is known, so it is taken over from the journal. */
static void
adopt (Fixture   *fixture,
       GPtrArray *stack)
{
  guint n_active = fixture_count (fixture->path, "SELECT count (*) FROM journal"
                                                 " WHERE kind = 0 AND state = 0");

  g_assert_cmpuint (n_active, <=, stack->len + 2);
  if (n_active > stack->len + 1)
    {
      g_autoptr (QuothCommand) command = NULL;
      g_autoptr (GError) error = NULL;

      fixture_reopen (fixture);
      command = quoth_project_undo (fixture->project, &error);
      g_assert_no_error (error);
      g_clear_object (&fixture->project);
    }
}

static void
test_kill (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new_with_free_func (g_free);
  guint number = 1;
  guint n_said = 0;

  fixture_import_new (fixture->project, "a", "First");
  g_clear_object (&fixture->project);
  for (int round = 0; round < ROUNDS_PER_FILE; round++)
    {
      g_autofree char *said = run_child (fixture->path, number, stack->len);
      gboolean undoing;
      guint before = number;

      replay (stack, said, &undoing, &number);
      n_said += number - before;
      /* The number in flight may be used up. */
      number++;
      verify (fixture, stack, undoing);
      adopt (fixture, stack);
    }
  g_test_message ("%u gestures said", n_said);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 0; i < N_ROUNDS / ROUNDS_PER_FILE; i++)
    {
      g_autofree char *name = g_strdup_printf ("/kill/%d", i + 1);

      g_test_add (name, Fixture, NULL, fixture_set_up, test_kill, fixture_tear_down);
    }
  return g_test_run ();
}
