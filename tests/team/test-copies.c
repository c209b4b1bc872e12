/* test-copies.c - files that were copied are worked on apart, by one person, and meet again
 *
 * All copies go on from one journal: their entries have the same numbers, the same annotator
 * and other contents. Nothing of either may be lost, or taken for the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "team.h"

#define N_ROUNDS 100
#define N_ROUNDS_SANITIZED 30
#define N_ROUNDS_SLOW 2000
#define N_COPIES 3
#define WHO "anna"

typedef struct
{
  char         *folder;
  char         *paths[N_COPIES];
  QuothProject *projects[N_COPIES];
  GHashTable   *deeds[N_COPIES]; /* record → its content when that copy touched it last */
  GHashTable   *lost_deeds;      /* nullable: of a copy that an older one replaced */
  char         *lost_package;    /* what it sent before */
  guint         n_packages;
  guint         n_words;         /* nothing is said twice */
} Copies;

static GHashTable *
new_deeds (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
open_copy (Copies *self,
           guint   which)
{
  g_autoptr (GError) error = NULL;

  self->projects[which] = quoth_project_open (self->paths[which], QUOTH_PROJECT_OPEN_DEFAULT,
                                              &error);
  g_assert_no_error (error);
  quoth_project_set_annotator (self->projects[which], WHO);
}

/* The bytes of the file, as anybody copies it who has closed the window. */
static GBytes *
close_copy (Copies *self,
            guint   which)
{
  char *bytes;
  gsize length;

  g_clear_object (&self->projects[which]);
  g_assert_true (g_file_get_contents (self->paths[which], &bytes, &length, NULL));
  return g_bytes_new_take (bytes, length);
}

/* Over the file that is there, which stays the same file for the system. */
static void
overwrite (Copies *self,
           guint   which,
           GBytes *bytes)
{
  FILE *file;

  g_clear_object (&self->projects[which]);
  file = g_fopen (self->paths[which], "w");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), file), ==,
                    g_bytes_get_size (bytes));
  g_assert_cmpint (fclose (file), ==, 0);
  open_copy (self, which);
}

static char *
pack (Copies *self,
      guint   which)
{
  g_autoptr (GError) error = NULL;
  char *path = g_strdup_printf ("%s/package-%u", self->folder, self->n_packages++);

  quoth_package_write (self->projects[which], path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static char *
dup_word (Copies *self)
{
  return g_strdup_printf ("word %u", self->n_words++);
}

static void
note (Copies          *self,
      guint            which,
      const char      *id,
      QuothRecordKind  kind,
      gpointer         record) /* nullable */
{
  g_hash_table_insert (self->deeds[which], g_strdup (id),
                       record != NULL ? quoth_record_to_content (kind, record)
                                      : g_strdup ("null"));
}

static void
commit (QuothProject *project,
        QuothCommand *command)
{
  g_autoptr (GError) error = NULL;

  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

static QuothArticleData *
read_random (QuothProject *project)
{
  g_autofree char *id = g_strdup_printf ("article-%d", g_test_rand_int_range (0, N_ARTICLES));

  return quoth_project_read_article (project, id, NULL, NULL);
}

/* An annotation comes, changes or goes; now and then that is undone. */
static void
work_on_annotation (Copies *self,
                    guint   which)
{
  QuothProject *project = self->projects[which];
  g_autoptr (QuothArticleData) data = read_random (project);
  guint n = data->annotations->len;
  QuothAnnotation *before =
    n > 2 || (n > 0 && g_test_rand_bit ())
      ? data->annotations->pdata[g_test_rand_int_range (0, (gint32) n)] : NULL;
  gboolean goes = before != NULL && g_test_rand_int_range (0, 4) == 0;
  g_autofree char *word = dup_word (self);
  g_autoptr (QuothCommand) command = quoth_command_new ("work");
  g_autoptr (QuothAnnotation) after = NULL;
  const char *id;

  if (!goes)
    after = before != NULL ? quoth_annotation_copy (before)
                           : fixture_annotation (NULL, "person", 0, 3);
  if (after != NULL)
    {
      quoth_annotation_set_layer (after, WHO);
      quoth_annotation_set_note (after, word);
    }
  id = after != NULL ? after->id : before->id;
  quoth_command_add_annotation (command, data->article->id, before, after);
  commit (project, command);
  note (self, which, id, QUOTH_RECORD_ANNOTATION, after);
  if (g_test_rand_int_range (0, 6) == 0)
    {
      g_autoptr (QuothCommand) undone = quoth_project_undo (project, NULL);

      g_assert_nonnull (undone);
      note (self, which, id, QUOTH_RECORD_ANNOTATION, before);
    }
}

static void
work_on_shared (Copies *self,
                guint   which)
{
  QuothProject *project = self->projects[which];
  g_autoptr (QuothCommand) command = quoth_command_new ("work");
  g_autofree char *word = dup_word (self);

  if (g_test_rand_bit ())
    {
      g_autoptr (QuothArticleData) data = read_random (project);
      g_autoptr (QuothArticle) after = quoth_article_copy (data->article);

      quoth_article_take_tags (after, quoth_attributes_with_string (after->tags, "genre", word));
      quoth_command_add_article (command, data->article, after);
      commit (project, command);
      note (self, which, after->id, QUOTH_RECORD_ARTICLE, after);
    }
  else
    {
      g_autoptr (GPtrArray) all = quoth_registry_list (quoth_project_get_registry (project), NULL);
      QuothEntity *before = all->len > 2 ? all->pdata[g_test_rand_int_range (0, (gint32) all->len)]
                                         : NULL;
      g_autoptr (QuothEntity) after = before != NULL ? quoth_entity_copy (before)
                                                     : quoth_entity_new ("person", word);

      quoth_entity_set_note (after, word);
      quoth_command_add_entity (command, before, after);
      commit (project, command);
      note (self, which, after->id, QUOTH_RECORD_ENTITY, after);
    }
}

/* Somebody decides: in another copy they may decide otherwise. */
static void
decide (Copies *self,
        guint   which)
{
  QuothProject *project = self->projects[which];
  g_autoptr (GPtrArray) conflicts = quoth_conflicts_list (project, NULL, NULL);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  const QuothConflict *conflict;
  guint choice;

  if (conflicts->len == 0)
    return;
  conflict = conflicts->pdata[g_test_rand_int_range (0, (gint32) conflicts->len)];
  choice = (guint) g_test_rand_int_range (0, (gint32) conflict->contents->len);
  command = quoth_conflict_settle (project, conflict, choice, &error);
  g_assert_no_error (error);
  commit (project, command);
  g_hash_table_insert (self->deeds[which], g_strdup (conflict->id),
                       g_strdup (conflict->contents->pdata[choice]));
}

static void
work (Copies *self,
      guint   which)
{
  static void (*const kinds[]) (Copies *, guint) = {
    work_on_annotation, work_on_annotation, work_on_annotation, work_on_shared, decide,
  };

  kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))] (self, which);
  if (g_test_rand_int_range (0, 4) == 0)
    {
      g_clear_object (&self->projects[which]);
      open_copy (self, which);
    }
}

/* What is done is sent away; then the file is replaced by a backup, and work goes on there.
 * Comes first in a round: what was done before the backup would belong to both. */
static void
lose (Copies *self,
      guint   which)
{
  g_autoptr (GBytes) backup = close_copy (self, which);

  open_copy (self, which);
  for (int i = g_test_rand_int_range (1, 5); i > 0; i--)
    work (self, which);
  self->lost_package = pack (self, which);
  self->lost_deeds = self->deeds[which];
  self->deeds[which] = new_deeds ();
  overwrite (self, which, backup);
}

static void
take_into (Copies     *self,
           guint       which,
           const char *package)
{
  quoth_merge_report_free (take (self->projects[which], package));
}

/* All packages come to all, in any order, some twice. */
static void
meet (Copies *self)
{
  char *packages[N_COPIES];

  for (guint i = 0; i < N_COPIES; i++)
    packages[i] = pack (self, i);
  for (guint i = 0; i < N_COPIES; i++)
    {
      guint first = (guint) g_test_rand_int_range (0, N_COPIES);
      gboolean early = g_test_rand_bit ();

      if (self->lost_package != NULL && early)
        take_into (self, i, self->lost_package);
      for (guint k = 0; k < N_COPIES; k++)
        take_into (self, i, packages[(first + k) % N_COPIES]);
      if (self->lost_package != NULL && !early)
        take_into (self, i, self->lost_package);
      take_into (self, i, packages[first]);
    }
  for (guint i = 0; i < N_COPIES; i++)
    discard (packages[i]);
  if (self->lost_package != NULL)
    discard (g_steal_pointer (&self->lost_package));
}

static gboolean
find_shown_cb (QuothArticleData  *data,
               gpointer           user_data,
               GError           **error)
{
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      g_hash_table_insert (user_data, g_strdup (annotation->id),
                           quoth_record_to_content (QUOTH_RECORD_ANNOTATION, annotation));
    }
  g_hash_table_insert (user_data, g_strdup (data->article->id),
                       quoth_record_to_content (QUOTH_RECORD_ARTICLE, data->article));
  return TRUE;
}

/* Record → content. */
static GHashTable *
list_shown (QuothProject *project)
{
  GHashTable *shown = new_deeds ();
  g_autoptr (GPtrArray) all = quoth_registry_list (quoth_project_get_registry (project), NULL);

  quoth_project_foreach_article (project, NULL, NULL, find_shown_cb, shown, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      QuothEntity *entity = all->pdata[i];

      g_hash_table_insert (shown, g_strdup (entity->id),
                           quoth_record_to_content (QUOTH_RECORD_ENTITY, entity));
    }
  return shown;
}

/* What each copy had at last is shown, or waits for a decision. */
static void
check_kept (GHashTable *deeds,
            GHashTable *shown,
            GPtrArray  *conflicts)
{
  GHashTableIter iter;
  gpointer id;
  gpointer content;

  g_hash_table_iter_init (&iter, deeds);
  while (g_hash_table_iter_next (&iter, &id, &content))
    {
      const char *now = g_hash_table_lookup (shown, id);
      gboolean kept = strcmp (content, now != NULL ? now : "null") == 0;

      for (guint i = 0; i < conflicts->len && !kept; i++)
        {
          const QuothConflict *conflict = conflicts->pdata[i];

          kept = strcmp (conflict->id, id) == 0
                 && g_ptr_array_find_with_equal_func (conflict->contents, content, g_str_equal,
                                                      NULL);
        }
      if (!kept)
        g_error ("lost: %s; shown is %s", (char *) content, now != NULL ? now : "nothing");
    }
}

static void
check (Copies *self)
{
  Team team = { .folder = self->folder, .n_packages = self->n_packages };
  g_autofree char *expected = dump (&team, self->projects[0]);
  g_autoptr (GHashTable) shown = list_shown (self->projects[0]);
  g_autoptr (GPtrArray) conflicts = quoth_conflicts_list (self->projects[0], NULL, NULL);

  for (guint i = 1; i < N_COPIES; i++)
    {
      g_autofree char *other = dump (&team, self->projects[i]);

      g_assert_cmpstr (other, ==, expected);
    }
  self->n_packages = team.n_packages;
  for (guint i = 0; i < N_COPIES; i++)
    {
      check_kept (self->deeds[i], shown, conflicts);
      g_hash_table_remove_all (self->deeds[i]);
    }
  if (self->lost_deeds != NULL)
    check_kept (self->lost_deeds, shown, conflicts);
  g_clear_pointer (&self->lost_deeds, g_hash_table_unref);
}

/* One file with some work in it, and copies of that. No package was ever made of it. */
static void
begin (Copies *self)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_from_json (SCHEME, -1, NULL);
  g_autoptr (GBytes) bytes = NULL;

  *self = (Copies){ .folder = make_folder () };
  for (guint i = 0; i < N_COPIES; i++)
    {
      self->paths[i] = g_strdup_printf ("%s/copy-%u.quoth", self->folder, i);
      self->deeds[i] = new_deeds ();
    }
  self->projects[0] = quoth_project_create (self->paths[0], scheme, NULL);
  quoth_project_set_annotator (self->projects[0], WHO);
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("article-%u", i);

      fixture_import_new (self->projects[0], id, "We pay");
    }
  for (guint i = 0; i < 6; i++)
    work (self, 0);
  g_hash_table_remove_all (self->deeds[0]);
  bytes = close_copy (self, 0);
  for (guint i = 0; i < N_COPIES; i++)
    overwrite (self, i, bytes);
}

static void
end (Copies *self)
{
  for (guint i = 0; i < N_COPIES; i++)
    {
      g_clear_object (&self->projects[i]);
      g_clear_pointer (&self->deeds[i], g_hash_table_unref);
      g_free (self->paths[i]);
    }
  fixture_remove_folder (self->folder);
  g_free (self->folder);
}

/* All know all, and some copies are copied anew. */
static void
copy_again (Copies *self)
{
  guint from = (guint) g_test_rand_int_range (0, N_COPIES);
  g_autoptr (GBytes) bytes = close_copy (self, from);

  open_copy (self, from);
  overwrite (self, (from + 1) % N_COPIES, bytes);
}

static void
test_random (void)
{
  int n_rounds = g_test_slow ()                         ? N_ROUNDS_SLOW
                 : g_getenv ("QUOTH_SANITIZED") != NULL ? N_ROUNDS_SANITIZED
                                                        : N_ROUNDS;
  Copies copies;

  begin (&copies);
  for (int round = 0; round < n_rounds; round++)
    {
      /* New files now and then: a long history would only be slow. */
      if (round > 0 && round % 8 == 0)
        {
          end (&copies);
          begin (&copies);
        }
      else if (g_test_rand_int_range (0, 3) == 0)
        copy_again (&copies);
      if (g_test_rand_int_range (0, 3) == 0)
        lose (&copies, (guint) g_test_rand_int_range (0, N_COPIES));
      for (int i = g_test_rand_int_range (2, 15); i > 0; i--)
        work (&copies, (guint) g_test_rand_int_range (0, N_COPIES));
      meet (&copies);
      check (&copies);
    }
  end (&copies);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/copies/random", test_random);
  return g_test_run ();
}
