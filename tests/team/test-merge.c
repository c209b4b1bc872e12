/* test-merge.c - random work of five people meets in any order and ends the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "team.h"

#include "quoth-guidelines.h"

/* Projects are expensive to make, work is not: every round is one random history that
 * ends with everybody knowing everything, and the next goes on from there. */
#define N_ROUNDS 1000
#define N_ROUNDS_SANITIZED 200
#define N_ROUNDS_SLOW 10000

static Deed *
find_deed (Team       *team,
           const char *id)
{
  Deed *deed = g_hash_table_lookup (team->done, id);

  if (deed == NULL)
    {
      deed = g_new0 (Deed, 1);
      g_hash_table_insert (team->done, g_strdup (id), deed);
    }
  return deed;
}

static void
note_touch (Team       *team,
            guint       who,
            const char *id)
{
  find_deed (team, id)->touched |= 1u << who;
}

static void
note_deletion (Team       *team,
               guint       who,
               const char *id)
{
  find_deed (team, id)->deleted |= 1u << who;
  for (guint i = team->leads->len; i > 0; i--)
    {
      const Lead *lead = team->leads->pdata[i - 1];

      if (lead->who == who && strcmp (lead->from, id) == 0)
        g_ptr_array_remove_index_fast (team->leads, i - 1);
    }
  g_hash_table_add (team->gone, g_strdup (id));
  g_hash_table_remove (team->made, id);
}

static QuothArticleData *
read_random (QuothProject *project)
{
  g_autofree char *id = g_strdup_printf ("article-%d", g_test_rand_int_range (0, N_ARTICLES));

  return quoth_project_read_article (project, id, NULL, NULL);
}

/* Only in one's own layer: that is what a layer is. */
static void
work_on_layer (Team         *team,
               guint         who,
               QuothCommand *command)
{
  g_autoptr (QuothArticleData) data = read_random (team->projects[who]);
  QuothAnnotation *mine = NULL;
  g_autoptr (QuothAnnotation) after = NULL;

  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->layer, people[who]) == 0
        && (mine == NULL || g_test_rand_bit ()))
      mine = data->annotations->pdata[i];
  if (mine == NULL || g_test_rand_int_range (0, 3) == 0)
    {
      after = fixture_annotation (NULL, "person", 0, 1 + (guint) g_test_rand_int_range (0, 9));
      quoth_annotation_set_layer (after, people[who]);
      quoth_command_add_annotation (command, data->article->id, NULL, after);
      g_hash_table_add (team->made, g_strdup (after->id));
    }
  else if (g_test_rand_int_range (0, 4) == 0)
    {
      quoth_command_add_annotation (command, data->article->id, mine, NULL);
      note_deletion (team, who, mine->id);
    }
  else
    {
      g_autofree char *note = g_strdup_printf ("note %d", g_test_rand_int_range (0, 1000));

      after = quoth_annotation_copy (mine);
      quoth_annotation_set_note (after, note);
      quoth_command_add_annotation (command, data->article->id, mine, after);
    }
}

/* As the gesture does: what goes takes the links to it along. */
static void
delete_with_links (Team             *team,
                   guint             who,
                   QuothArticleData *data,
                   QuothAnnotation  *gone,
                   QuothCommand     *command)
{
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *before = data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) after = quoth_annotation_copy (before);

      if (before == gone || !quoth_annotation_remove_link (after, "repeats", gone->id))
        continue;
      quoth_command_add_annotation (command, data->article->id, before, after);
      note_touch (team, who, before->id);
    }
  quoth_command_add_annotation (command, data->article->id, gone, NULL);
  note_deletion (team, who, gone->id);
}

/* A layer that all write: annotations are made, changed, linked and deleted by anybody. */
static void
work_on_gold (Team         *team,
              guint         who,
              QuothCommand *command)
{
  g_autoptr (QuothArticleData) data = read_random (team->projects[who]);
  g_autoptr (GPtrArray) gold = g_ptr_array_new ();
  g_autoptr (QuothAnnotation) after = NULL;
  QuothAnnotation *one;
  QuothAnnotation *other;

  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->layer, "gold") == 0)
      g_ptr_array_add (gold, data->annotations->pdata[i]);
  if (gold->len < 2 || (gold->len < 6 && g_test_rand_bit ()))
    {
      after = fixture_annotation (NULL, "person", 0, 1 + (guint) g_test_rand_int_range (0, 9));
      quoth_annotation_set_layer (after, "gold");
      quoth_command_add_annotation (command, data->article->id, NULL, after);
      g_hash_table_add (team->made, g_strdup (after->id));
      return;
    }
  one = gold->pdata[g_test_rand_int_range (0, (gint32) gold->len)];
  other = gold->pdata[g_test_rand_int_range (0, (gint32) gold->len)];
  if (g_test_rand_int_range (0, 3) == 0)
    {
      delete_with_links (team, who, data, one, command);
      return;
    }
  after = quoth_annotation_copy (one);
  if (one != other && g_test_rand_bit ())
    {
      Lead *lead = g_new (Lead, 1);

      *lead = (Lead) { who, g_strdup (one->id), g_strdup (other->id) };
      g_ptr_array_add (team->leads, lead);
      quoth_annotation_remove_link (after, "repeats", other->id);
      quoth_annotation_add_link (after, "repeats", other->id, NULL);
    }
  else
    {
      g_autofree char *note = g_strdup_printf ("gold %d", g_test_rand_int_range (0, 100000));

      quoth_annotation_set_note (after, note);
    }
  quoth_command_add_annotation (command, data->article->id, one, after);
  note_touch (team, who, one->id);
}

/* Everybody comments in one layer, but only makes or resolves what is there. */
static void
work_on_remarks (Team         *team,
                 guint         who,
                 QuothCommand *command)
{
  QuothProject *project = team->projects[who];
  g_autoptr (QuothArticleData) data = read_random (project);
  g_autofree char *note = g_strdup_printf ("comment %d", g_test_rand_int_range (0, 1000));
  g_autofree char *id = NULL;
  g_autoptr (QuothCommand) made = NULL;
  QuothAnnotation *about = NULL;

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (quoth_remark_is_comment (annotation) && g_test_rand_int_range (0, 4) == 0)
        {
          made = quoth_remark_set_resolved (data->article->id, annotation,
                                            !quoth_remark_is_resolved (annotation), people[who]);
          quoth_command_append (command, made);
          return;
        }
      if (!quoth_remark_is_comment (annotation) && g_test_rand_bit ())
        about = annotation;
    }
  made = quoth_remark_comment (quoth_project_get_scheme (project), data->article->id,
                               data->article->length, about, note, people[who], &id);
  quoth_command_append (command, made);
  g_hash_table_add (team->made, g_steal_pointer (&id));
  if (about != NULL)
    note_touch (team, who, about->id);
}

/* What everybody may change, and so can stand apart. */
static void
work_on_shared (Team         *team,
                guint         who,
                QuothCommand *command)
{
  QuothProject *project = team->projects[who];
  g_autofree char *word = g_strdup_printf ("word %d", g_test_rand_int_range (0, 30));
  g_autoptr (GPtrArray) entities = quoth_registry_list (quoth_project_get_registry (project), NULL);
  g_autoptr (QuothArticleData) data = NULL;

  if (g_test_rand_int_range (0, 3) == 0)
    {
      g_autoptr (QuothArticle) after = NULL;

      data = read_random (project);
      after = quoth_article_copy (data->article);
      quoth_article_take_tags (after, quoth_attributes_with_string (after->tags, "genre", word));
      quoth_command_add_article (command, data->article, after);
      return;
    }
  if (entities->len == 0 || (entities->len < 12 && g_test_rand_bit ()))
    {
      g_autoptr (QuothEntity) fresh = quoth_entity_new ("person", word);

      quoth_command_add_entity (command, NULL, fresh);
    }
  else
    {
      QuothEntity *before = entities->pdata[g_test_rand_int_range (0, (gint32) entities->len)];
      g_autoptr (QuothEntity) after = quoth_entity_copy (before);

      if (g_test_rand_bit ())
        quoth_entity_add_alias (after, word);
      else
        quoth_entity_set_note (after, word);
      quoth_command_add_entity (command, before, after);
    }
}

static void
work_on_state (Team         *team,
               guint         who,
               QuothCommand *command)
{
  static const char *const states[] = { "open", "done", "locked" };
  g_autoptr (QuothArticleData) data = read_random (team->projects[who]);
  g_autoptr (QuothLayer) after = quoth_layer_new (people[who],
                                                  states[g_test_rand_int_range (0, 3)]);
  const QuothLayer *before = NULL;

  for (guint i = 0; i < data->layers->len; i++)
    if (strcmp (((QuothLayer *) data->layers->pdata[i])->name, people[who]) == 0)
      before = data->layers->pdata[i];
  quoth_command_add_layer (command, data->article->id, before, after);
}

/* Somebody decides, as it comes. */
static void
settle_one (Team         *team,
            guint         who)
{
  QuothProject *project = team->projects[who];
  g_autoptr (GPtrArray) conflicts = quoth_conflicts_list (project, NULL, NULL);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  const QuothConflict *conflict;

  if (conflicts->len == 0)
    return;
  team->apart = FALSE;
  conflict = conflicts->pdata[g_test_rand_int_range (0, (gint32) conflicts->len)];
  command = quoth_conflict_settle (project, conflict,
                                   (guint) g_test_rand_int_range (0, (gint32) conflict->contents->len),
                                   &error);
  g_assert_no_error (error);
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

static void
work (Team  *team,
      guint  who)
{
  static void (*const kinds[]) (Team *, guint, QuothCommand *) = {
    work_on_layer, work_on_layer, work_on_shared, work_on_state, work_on_remarks, work_on_gold,
    work_on_gold,
  };
  g_autoptr (QuothCommand) command = quoth_command_new ("work");
  g_autoptr (GError) error = NULL;

  if (g_test_rand_int_range (0, 12) == 0)
    settle_one (team, who);
  kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))] (team, who, command);
  quoth_project_commit (team->projects[who], command, &error);
  g_assert_no_error (error);
}

/* Guidelines are changed apart: layers tell under which they were made nevertheless. */
static void
set_guidelines (QuothProject *project)
{
  g_autofree char *text = g_strdup_printf ("# Rules %d\n", g_test_rand_int_range (0, 3));
  g_autoptr (QuothCommand) command = quoth_guidelines_set (project, text, NULL);
  g_autoptr (GError) error = NULL;

  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

/* Some send some of what they have to some, perhaps twice. */
static void
exchange (Team *team)
{
  guint from = (guint) g_test_rand_int_range (0, N_PEOPLE);
  guint to = (guint) g_test_rand_int_range (0, N_PEOPLE);
  const char *one[] = { "article-1", NULL };
  const QuothPackageOptions partial = { NULL, one, FALSE };
  char *path = package (team, team->projects[from], g_test_rand_bit () ? &partial : NULL);

  team->apart = FALSE;
  quoth_merge_report_free (take (team->projects[to], path));
  if (g_test_rand_bit ())
    quoth_merge_report_free (take (team->projects[to], path));
  discard (path);
}

/* Everything goes to the first, and from there to all, in an order of its own. */
static void
settle (Team *team)
{
  guint hub = (guint) g_test_rand_int_range (0, N_PEOPLE);
  guint first = (guint) g_test_rand_int_range (0, N_PEOPLE);
  char *path;

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      path = package (team, team->projects[(first + i) % N_PEOPLE], NULL);
      quoth_merge_report_free (take (team->projects[hub], path));
      discard (path);
    }
  path = package (team, team->projects[hub], NULL);
  for (guint i = 0; i < N_PEOPLE; i++)
    quoth_merge_report_free (take (team->projects[i], path));
  discard (path);
}

static gboolean
check_links_cb (QuothArticleData  *data,
                gpointer           user_data,
                GError           **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < data->annotations->len; i++)
    g_hash_table_add (ids, ((QuothAnnotation *) data->annotations->pdata[i])->id);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      for (guint k = 0; k < annotation->n_links; k++)
        g_assert_true (g_hash_table_contains (ids, annotation->links[k].to));
    }
  return TRUE;
}

/* Where one deleted what another changed or led to, and neither knew: it stands as a
 * conflict, in which "deleted" is one side. */
static void
check_conflicts (Team *team)
{
  g_autoptr (GPtrArray) conflicts = quoth_conflicts_list (team->projects[1], NULL, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;
  gpointer value;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const QuothConflict *conflict = conflicts->pdata[i];

      g_assert_cmpuint (conflict->contents->len, >, 1);
      if (g_ptr_array_find_with_equal_func (conflict->contents, "null", g_str_equal, NULL))
        g_hash_table_add (ids, conflict->id);
    }
  for (guint i = 0; i < team->leads->len; i++)
    {
      const Lead *lead = team->leads->pdata[i];

      note_touch (team, lead->who, lead->to);
    }
  g_hash_table_iter_init (&iter, team->done);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Deed *deed = value;

      if (deed->deleted != 0 && (deed->touched & ~deed->deleted) != 0)
        g_assert_true (g_hash_table_contains (ids, id));
    }
}

static void
check_same (Team *team)
{
  g_autofree char *expected = dump (team, team->projects[0]);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 1; i < N_PEOPLE; i++)
    {
      g_autofree char *other = dump (team, team->projects[i]);

      g_assert_cmpstr (other, ==, expected);
    }
  quoth_project_foreach_article (team->projects[0], NULL, NULL, check_links_cb, NULL, NULL);
  quoth_project_foreach_article (team->projects[0], NULL, NULL, gather_cb, found, NULL);
  g_hash_table_iter_init (&iter, team->made);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (found, id));
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (team->made, id)
                   || g_hash_table_contains (team->gone, id));
  if (team->apart)
    check_conflicts (team);
  team->apart = TRUE;
  g_hash_table_remove_all (team->done);
  g_ptr_array_set_size (team->leads, 0);
}

static void
test_converge (void)
{
  int n_rounds = g_test_slow ()                     ? N_ROUNDS_SLOW
                 : g_getenv ("QUOTH_SANITIZED") != NULL ? N_ROUNDS_SANITIZED
                                                        : N_ROUNDS;
  Team team = { NULL };

  /* New people now and then: a long history would only be slow. */
  for (int round = 0; round < n_rounds; round++)
    {
      if (round % 6 == 0)
        {
          if (round > 0)
            tear_down (&team);
          team = (Team) { NULL };
          set_up (&team);
        }
      for (int i = g_test_rand_int_range (2, 6); i > 0; i--)
        {
          if (g_test_rand_int_range (0, 4) == 0)
            set_guidelines (team.projects[g_test_rand_int_range (0, N_PEOPLE)]);
          for (int k = g_test_rand_int_range (1, 4); k > 0; k--)
            work (&team, (guint) g_test_rand_int_range (0, N_PEOPLE));
          if (g_test_rand_bit ())
            exchange (&team);
        }
      settle (&team);
      check_same (&team);
    }
  tear_down (&team);
}

static void
test_again (void)
{
  Team team = { NULL };
  g_autofree char *before = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *after = NULL;
  char *path;
  g_autoptr (QuothCommand) undone = NULL;

  set_up (&team);
  for (int i = 0; i < 30; i++)
    work (&team, 1);
  before = dump (&team, team.projects[2]);
  path = package (&team, team.projects[1], NULL);
  quoth_merge_report_free (take (team.projects[2], path));
  merged = dump (&team, team.projects[2]);
  g_assert_cmpstr (merged, !=, before);
  /* Again changes nothing: one undo is enough for both. */
  quoth_merge_report_free (take (team.projects[2], path));
  undone = quoth_project_undo (team.projects[2], NULL);
  g_assert_cmpstr (quoth_command_get_verb (undone), ==, "take-package");
  after = dump (&team, team.projects[2]);
  g_assert_cmpstr (after, ==, before);
  g_free (g_steal_pointer (&after));
  /* What was taken back can be taken anew. */
  quoth_merge_report_free (take (team.projects[2], path));
  after = dump (&team, team.projects[2]);
  g_assert_cmpstr (after, ==, merged);
  discard (path);
  tear_down (&team);
}

/* What ben says about the work of all, and that some of it is right. */
static void
comment_on_all (QuothProject *project)
{
  QuothArticleData *data = quoth_project_read_article (project, "article-0", NULL, NULL);

  for (guint i = 0; i < data->annotations->len; i++)
    {
      g_autoptr (QuothCommand) comment =
        quoth_remark_comment (quoth_project_get_scheme (project), "article-0", 5,
                              data->annotations->pdata[i], "ben asks", "ben", NULL);
      g_autoptr (QuothCommand) right = NULL;

      g_assert_true (quoth_project_commit (project, comment, NULL));
      right = quoth_remark_accept (quoth_project_get_scheme (project), "article-0",
                                   (QuothSpan){ 0, 5 }, "speaker anna/x", "ben");
      g_assert_true (quoth_project_commit (project, right, NULL));
    }
  quoth_article_data_free (data);
}

static void
add_other_layer (QuothProject *project,
                 guint         n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QuothCommand) command = quoth_command_new ("mark");
      g_autoptr (QuothAnnotation) mark = fixture_annotation (NULL, "person", 0, 1 + i);
      g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Somebody");

      quoth_annotation_set_layer (mark, "ben");
      quoth_annotation_set_entity (mark, entity->id);
      quoth_command_add_entity (command, NULL, entity);
      quoth_command_add_annotation (command, "article-0", NULL, mark);
      quoth_project_commit (project, command, NULL);
    }
  comment_on_all (project);
}

/* The same project with and without the work of another. */
static void
test_blind (void)
{
  static const char *const files[] = { "articles.jsonl", "entities.jsonl", "scheme.json",
                                       "versions.jsonl", "package.json" };
  const QuothPackageOptions options = { "anna", NULL, FALSE };
  Team team = { NULL };
  char *first;
  char *second;
  char *third;

  set_up (&team);
  set_guidelines (team.projects[0]);
  work (&team, 0);
  first = package (&team, team.projects[0], &options);
  add_other_layer (team.projects[0], 3);
  second = package (&team, team.projects[0], &options);
  for (int i = 0; i < 10; i++)
    work (&team, 1);
  third = package (&team, team.projects[1], NULL);
  quoth_merge_report_free (take (team.projects[0], third));
  discard (third);
  third = package (&team, team.projects[0], &options);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *a = g_build_filename (first, files[i], NULL);
      g_autofree char *b = g_build_filename (second, files[i], NULL);
      g_autofree char *c = g_build_filename (third, files[i], NULL);
      g_autofree char *bytes_a = NULL;
      g_autofree char *bytes_b = NULL;
      g_autofree char *bytes_c = NULL;

      g_file_get_contents (a, &bytes_a, NULL, NULL);
      g_file_get_contents (b, &bytes_b, NULL, NULL);
      g_file_get_contents (c, &bytes_c, NULL, NULL);
      g_assert_cmpstr (bytes_a, ==, bytes_b);
      g_assert_cmpstr (bytes_a, ==, bytes_c);
      g_assert_null (strstr (bytes_b, "ben"));
    }
  discard (first);
  discard (second);
  discard (third);
  tear_down (&team);
}

/* The record of a layer in an article: "state id". */
static char *
dup_layer (QuothProject *project,
           const char   *article,
           const char   *name)
{
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, article, NULL, NULL);

  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];

      if (strcmp (layer->name, name) == 0)
        return g_strdup_printf ("%s %s", layer->state,
                                layer->guidelines != NULL ? layer->guidelines : "unknown");
    }
  return NULL;
}

static void
mark_in (QuothProject *project,
         const char   *layer)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (QuothAnnotation) mark = fixture_annotation (NULL, "person", 0, 3);
  g_autoptr (GError) error = NULL;

  quoth_annotation_set_layer (mark, layer);
  quoth_command_add_annotation (command, "article-0", NULL, mark);
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

static char *
set_rules (QuothProject *project,
           const char   *text)
{
  g_autoptr (QuothCommand) command = quoth_guidelines_set (project, text, NULL);
  g_autoptr (GPtrArray) versions = NULL;

  quoth_project_commit (project, command, NULL);
  versions = quoth_guidelines_list (project, NULL);
  return g_strdup (((QuothGuidelines *) versions->pdata[versions->len - 1])->id);
}

static void
assert_layer (QuothProject *project,
              const char   *name,
              const char   *id)
{
  g_autofree char *found = dup_layer (project, "article-0", name);
  g_autofree char *expected = g_strconcat ("open ", id, NULL);

  g_assert_cmpstr (found, ==, expected);
}

static void
send (Team         *team,
      QuothProject *from,
      QuothProject *to)
{
  char *path = package (team, from, NULL);

  quoth_merge_report_free (take (to, path));
  discard (path);
}

/* A layer that two people write under different guidelines is nothing to decide about. */
static void
test_guidelines (void)
{
  Team team = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  set_up (&team);
  first = set_rules (team.projects[0], "# One\n");
  second = set_rules (team.projects[1], "# Two\n");
  mark_in (team.projects[0], "anna");
  mark_in (team.projects[0], "gold");
  mark_in (team.projects[1], "gold");
  send (&team, team.projects[0], team.projects[1]);
  assert_layer (team.projects[1], "anna", first);
  conflicts = quoth_conflicts_list (team.projects[1], NULL, NULL);
  g_assert_cmpuint (conflicts->len, ==, 0);
  send (&team, team.projects[1], team.projects[0]);
  here = dup_layer (team.projects[0], "article-0", "gold");
  there = dup_layer (team.projects[1], "article-0", "gold");
  g_assert_cmpstr (here, ==, there);
  /* Who goes on there has seen both. */
  mark_in (team.projects[1], "gold");
  assert_layer (team.projects[1], "gold", second);
  send (&team, team.projects[1], team.projects[0]);
  assert_layer (team.projects[0], "gold", second);
  tear_down (&team);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/again", test_again);
  g_test_add_func ("/merge/blind", test_blind);
  g_test_add_func ("/merge/guidelines", test_guidelines);
  g_test_add_func ("/merge/converge", test_converge);
  return g_test_run ();
}
