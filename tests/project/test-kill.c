/* test-kill.c - a program that is killed at any moment loses only what it had not said
 *
 * A child marks, imports, changes the scheme, undoes, redoes and backs up, and says each
 * gesture when it is done. It is killed at a random moment. The file must be sound and
 * hold every gesture that was said and none that was taken back; of the one in flight
 * whole units or nothing. A backup that was said holds what was done before it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

#include "quoth-project-care.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 200
#define ROUNDS_PER_FILE 25
#define UNIT_ARTICLES 5
#define MAX_LIFE 150 /* ms */

/* What must be in the file, as far as the child has said. Names of gestures: a letter for
 * what it is and the number it had. */
typedef struct
{
  GPtrArray *done;    /* of char*, in the order of undo */
  GPtrArray *undone;  /* of char*, the next to redo at the end */
  GPtrArray *saved;   /* of char*: what the last backup of the round must hold; nullable */
  char       pending; /* 'U', 'R', 'I' or 'B' while that is in flight, else 0 */
  guint      number;  /* of the gesture in flight */
} Story;

static void
say (int   fd,
     char  what,
     guint number)
{
  g_autofree char *line = g_strdup_printf ("%c %u\n", what, number);

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

static void
grow_scheme (QuothProject *project,
             guint         number)
{
  g_autofree char *id = g_strdup_printf ("s%u", number);
  QuothScheme *before = quoth_project_get_scheme (project);
  g_autoptr (QuothScheme) after = quoth_scheme_with_type (before, id, QUOTH_TYPE_KIND_SPAN);
  g_autoptr (QuothCommand) command = quoth_command_new ("scheme");

  quoth_command_add_scheme (command, before, after);
  g_assert_true (quoth_project_commit (project, command, NULL));
}

static void
undo (QuothProject *project,
      int           fd,
      guint         number)
{
  /* Said before, too: the newest gesture may be gone or not. */
  say (fd, 'U', number);
  quoth_command_unref (quoth_project_undo (project, NULL));
  say (fd, 'u', number);
}

static void
redo (QuothProject *project,
      int           fd,
      guint         number)
{
  say (fd, 'R', number);
  quoth_command_unref (quoth_project_redo (project, NULL));
  say (fd, 'r', number);
}

static void
back_up (QuothProject *project,
         int           fd,
         guint         number)
{
  g_autofree char *path = g_strconcat (quoth_project_get_path (project), ".copy", NULL);

  say (fd, 'B', number);
  g_assert_true (quoth_project_backup (project, path, NULL, NULL));
  say (fd, 'b', number);
}

/* Makes something new. */
static void
make (QuothProject *project,
      int           fd,
      guint         number,
      int           choice)
{
  if (choice < 4)
    {
      /* Now and then long enough to be committed in parts. */
      say (fd, 'I', number);
      import_some (project, number, choice == 0 ? 400 : 2);
      say (fd, 'i', number);
    }
  else if (choice < 6)
    {
      grow_scheme (project, number);
      say (fd, 's', number);
    }
  else
    {
      mark (project, number);
      say (fd, 'g', number);
    }
}

/* Works until it is killed. */
static void
work (const char *path,
      int         fd,
      guint       number,
      guint       n_done, /* how many gestures it may undo */
      guint       n_undone,
      guint32     seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  QuothProject *project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, NULL);

  g_assert_nonnull (project);
  for (;; number++)
    {
      int choice = g_rand_int_range (rand, 0, 20);

      if (choice == 19)
        back_up (project, fd, number);
      else if (choice > 14 && n_done > 0)
        {
          undo (project, fd, number);
          n_done--;
          n_undone++;
        }
      else if (choice > 11 && n_undone > 0)
        {
          redo (project, fd, number);
          n_done++;
          n_undone--;
        }
      else
        {
          make (project, fd, number, choice);
          n_done++;
          n_undone = 0;
        }
    }
}

static void
push (GPtrArray  *names,
      const char *name)
{
  g_ptr_array_add (names, g_strdup (name));
}

static void
move_last (GPtrArray *from,
           GPtrArray *to)
{
  g_assert_cmpuint (from->len, >, 0);
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
}

/* A backup in flight may have taken the place of the last one or not: only what is in both
 * must be there. */
static void
forget_taken_back (Story *story)
{
  for (guint i = story->saved->len; i-- > 0;)
    if (!g_ptr_array_find_with_equal_func (story->done, story->saved->pdata[i], g_str_equal, NULL))
      g_ptr_array_remove_index (story->saved, i);
}

static void
replay_line (Story      *story,
             const char *line)
{
  g_autofree char *name = g_strdup_printf ("%c%s", *line, line + 2);

  story->pending = g_ascii_isupper (*line) ? *line : 0;
  story->number = (guint) atoi (line + 2) + (story->pending == 0 ? 1 : 0);
  if (*line == 'u')
    move_last (story->done, story->undone);
  else if (*line == 'r')
    move_last (story->undone, story->done);
  else if (*line == 'B' && story->saved != NULL)
    forget_taken_back (story);
  else if (*line == 'b')
    {
      g_clear_pointer (&story->saved, g_ptr_array_unref);
      story->saved = g_ptr_array_copy (story->done, (GCopyFunc) (GCallback) g_strdup, NULL);
      g_ptr_array_set_free_func (story->saved, g_free);
    }
  else if (story->pending == 0)
    {
      push (story->done, name);
      g_ptr_array_set_size (story->undone, 0);
    }
}

/* Returns how many lines the child said. */
static guint
replay (Story *story,
        char  *said)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  guint n = 0;

  story->pending = 0;
  g_clear_pointer (&story->saved, g_ptr_array_unref);
  for (; lines[n] != NULL && *lines[n] != '\0'; n++)
    replay_line (story, lines[n]);
  return n;
}

static char *
run_child (const char *path,
           Story      *story)
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
    work (path, fds[1], story->number, story->done->len, story->undone->len, seed);
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

/* Every gesture that shows in @path; the file is found sound. */
static GHashTable *
look (const char *path)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_autoptr (GPtrArray) problems = NULL;
  QuothScheme *scheme;

  g_assert_no_error (error);
  quoth_project_foreach_article (project, NULL, NULL, collect_cb, found, &error);
  g_assert_no_error (error);
  scheme = quoth_project_get_scheme (project);
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    g_hash_table_add (found, g_strdup (quoth_scheme_get_type_at (scheme, i)->id));
  problems = quoth_project_check (project, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
  return found;
}

static void
assert_holds (GHashTable *found,
              GPtrArray  *names,
              gboolean    there)
{
  for (guint i = 0; i < names->len; i++)
    if (g_hash_table_contains (found, names->pdata[i]) != there)
      g_error ("gesture %s should be %s", (char *) names->pdata[i], there ? "there" : "gone");
}

/* The gesture in flight may be done or not: the file tells. */
static void
settle (Story      *story,
        GHashTable *found)
{
  GPtrArray *done = story->done;
  GPtrArray *undone = story->undone;

  if (story->pending == 'U' && !g_hash_table_contains (found, done->pdata[done->len - 1]))
    move_last (done, undone);
  else if (story->pending == 'R'
           && g_hash_table_contains (found, undone->pdata[undone->len - 1]))
    move_last (undone, done);
  else
    for (const char *kind = "gis"; *kind != '\0'; kind++)
      {
        g_autofree char *name = g_strdup_printf ("%c%u", *kind, story->number);

        if (!g_hash_table_contains (found, name))
          continue;
        push (done, name);
        g_ptr_array_set_size (undone, 0);
      }
  /* The number is used up. */
  story->number++;
}

static void
verify (Fixture *fixture,
        Story   *story)
{
  g_autoptr (GHashTable) found = look (fixture->path);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  settle (story, found);
  assert_holds (found, story->done, TRUE);
  assert_holds (found, story->undone, FALSE);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (strchr (key, '-') != NULL)
      g_assert_cmpuint (GPOINTER_TO_UINT (value), ==, UNIT_ARTICLES);
  if (story->saved != NULL)
    {
      g_autofree char *path = g_strconcat (fixture->path, ".copy", NULL);
      g_autoptr (GHashTable) copied = look (path);

      assert_holds (copied, story->saved, TRUE);
    }
}

/* An import of which nothing was kept yet stands on the stack all the same. */
static void
adopt (Fixture *fixture,
       Story   *story)
{
  guint n_active = fixture_count (fixture->path, "SELECT count (*) FROM journal"
                                                 " WHERE kind = 0 AND state = 0");

  /* The fixture's import is one more. */
  if (n_active != story->done->len + 1)
    {
      g_autoptr (QuothCommand) command = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (story->pending, ==, 'I');
      g_assert_cmpuint (n_active, ==, story->done->len + 2);
      fixture_reopen (fixture);
      command = quoth_project_undo (fixture->project, &error);
      g_assert_no_error (error);
      g_clear_object (&fixture->project);
      g_ptr_array_set_size (story->undone, 0);
    }
}

static void
test_kill (Fixture       *fixture,
           gconstpointer  data)
{
  Story story = { .number = 1 };
  guint n_said = 0;
  guint n_pending = 0;

  story.done = g_ptr_array_new_with_free_func (g_free);
  story.undone = g_ptr_array_new_with_free_func (g_free);
  fixture_import_new (fixture->project, "a", "First");
  g_clear_object (&fixture->project);
  for (int round = 0; round < ROUNDS_PER_FILE; round++)
    {
      g_autofree char *said = run_child (fixture->path, &story);

      n_said += replay (&story, said);
      n_pending += story.pending == 'I' ? 1 : 0;
      verify (fixture, &story);
      adopt (fixture, &story);
    }
  g_test_message ("%u said; killed %u times while importing", n_said, n_pending);
  g_ptr_array_unref (story.done);
  g_ptr_array_unref (story.undone);
  g_clear_pointer (&story.saved, g_ptr_array_unref);
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
