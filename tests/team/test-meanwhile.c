/* test-meanwhile.c - people go on working while a package is merged
 *
 * Whatever somebody does between the steps of a merge succeeds, and the merge makes of it
 * what it would have made had it been done before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "team.h"

#include "quoth-merge-private.h"
#include "quoth-project-care.h"
#include "quoth-project-private.h"

/* Made once, so that two projects can do the very same. */
typedef struct
{
  QuothAnnotation *mark;    /* new */
  QuothAnnotation *other;   /* new as well */
  QuothEntity     *entity;
  char            *theirs;  /* an annotation of article-0 that the package changes */
  char            *gone;    /* one that it deletes */
} Things;

typedef void (*Gesture) (QuothProject *project,
                         const Things *things);

static void
commit (QuothProject *project,
        QuothCommand *command)
{
  g_autoptr (GError) error = NULL;

  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

static void
put (QuothProject    *project,
     const char      *article,
     QuothAnnotation *before,
     QuothAnnotation *after)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("act");

  quoth_command_add_annotation (command, article, before, after);
  commit (project, command);
}

static QuothAnnotation *
read_one (QuothProject *project,
          const char   *id)
{
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, "article-0", NULL, NULL);

  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->id, id) == 0)
      return quoth_annotation_ref (data->annotations->pdata[i]);
  g_assert_not_reached ();
}

static void
mark (QuothProject *project,
      const Things *things)
{
  put (project, "article-0", NULL, things->mark);
}

static void
mark_elsewhere (QuothProject *project,
                const Things *things)
{
  put (project, "article-2", NULL, things->other);
}

static void
change_theirs (QuothProject *project,
               const Things *things)
{
  g_autoptr (QuothAnnotation) before = read_one (project, things->theirs);
  g_autoptr (QuothAnnotation) after = quoth_annotation_copy (before);

  quoth_annotation_set_note (after, "of ben");
  put (project, "article-0", before, after);
}

static void
delete_theirs (QuothProject *project,
               const Things *things)
{
  g_autoptr (QuothAnnotation) before = read_one (project, things->theirs);

  put (project, "article-0", before, NULL);
}

static void
change_gone (QuothProject *project,
             const Things *things)
{
  g_autoptr (QuothAnnotation) before = read_one (project, things->gone);
  g_autoptr (QuothAnnotation) after = quoth_annotation_copy (before);

  quoth_annotation_set_note (after, "still needed");
  put (project, "article-0", before, after);
}

static void
add_entity (QuothProject *project,
            const Things *things)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("act");

  quoth_command_add_entity (command, NULL, things->entity);
  commit (project, command);
}

static void
tag (QuothProject *project,
     const Things *things)
{
  g_autoptr (QuothArticle) before = quoth_project_lookup_article (project, "article-0", NULL);
  g_autoptr (QuothArticle) after = quoth_article_copy (before);
  g_autoptr (QuothCommand) command = quoth_command_new ("act");

  quoth_article_set_name (after, "Another name");
  quoth_command_add_article (command, before, after);
  commit (project, command);
}

static void
change_scheme (QuothProject *project,
               const Things *things)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("change-scheme");
  g_autoptr (QuothScheme) scheme
    = quoth_scheme_new_from_json ("{\"name\":\"Smaller\",\"types\":[{\"id\":\"person\",\"name\":"
                                  "\"Human\",\"kind\":\"mention\",\"entity_kind\":\"person\"}],"
                                  "\"attributes\":[],\"roles\":[]}", -1, NULL);

  quoth_command_add_scheme (command, quoth_project_get_scheme (project), scheme);
  commit (project, command);
}

static void
take_back (QuothProject *project,
           const Things *things)
{
  g_autoptr (QuothCommand) undone = quoth_project_undo (project, NULL);

  g_assert_nonnull (undone);
}

static void
remove_article (QuothProject *project,
                const Things *things)
{
  const char *const articles[] = { "article-1", NULL };
  g_autoptr (QuothCommand) command = quoth_project_remove_articles (project, articles, NULL);

  commit (project, command);
}

/* The text that only the package had. */
static void
import_same (QuothProject *project,
             const Things *things)
{
  g_autoptr (QuothArticleData) data = fixture_article ("article-9", "We come later");

  fixture_import (project, data);
}

static const Gesture gestures[] = {
  mark, mark_elsewhere, change_theirs, delete_theirs, change_gone, add_entity, tag, change_scheme,
  take_back, remove_article, import_same
};

static QuothAnnotation *
new_mark (const char *layer)
{
  QuothAnnotation *annotation = fixture_annotation (NULL, "person", 1, 4);

  quoth_annotation_set_layer (annotation, layer);
  return annotation;
}

/* Anna marks two, everybody gets them; then she changes one, deletes the other, tags, gets an
 * article that nobody else has, and sends a package. */
static char *
prepare (Team   *team,
         Things *things)
{
  QuothProject *anna = team->projects[0];
  g_autoptr (QuothAnnotation) first = new_mark ("anna");
  g_autoptr (QuothAnnotation) second = new_mark ("anna");
  g_autoptr (QuothAnnotation) changed = quoth_annotation_copy (first);
  g_autoptr (QuothAnnotation) late = new_mark ("anna");
  g_autoptr (QuothArticleData) data = fixture_article ("article-9", "We come later");
  g_autoptr (QuothAnnotation) own = new_mark ("ben");
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Jane Doe");
  char *path;

  *things = (Things) { new_mark ("ben"), new_mark ("ben"), quoth_entity_new ("person", "Ada Roe"),
                       g_strdup (first->id), g_strdup (second->id) };
  put (anna, "article-0", NULL, first);
  put (anna, "article-0", NULL, second);
  path = package (team, anna, NULL);
  quoth_merge_report_free (take (team->projects[1], path));
  discard (path);
  put (team->projects[1], "article-0", NULL, own);
  quoth_annotation_set_note (changed, "of anna");
  put (anna, "article-0", first, changed);
  put (anna, "article-0", second, NULL);
  put (anna, "article-1", NULL, late);
  fixture_import (anna, data);
  add_entity (anna, &(Things) { .entity = entity });
  return package (team, anna, NULL);
}

static void
things_clear (Things *things)
{
  quoth_annotation_unref (things->mark);
  quoth_annotation_unref (things->other);
  quoth_entity_unref (things->entity);
  g_free (things->theirs);
  g_free (things->gone);
}

/* A project as it stands, and what it knows of versions. */
static char *
dump_all (Team         *team,
          QuothProject *project)
{
  static const char *const articles[] = { "", "article-0", "article-1", "article-2", "article-9" };
  GString *all = g_string_new (NULL);
  g_autofree char *records = dump (team, project);

  g_string_append (all, records);
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      g_autofree char *name = quoth_team_stamp_name (articles[i]);
      g_autofree char *stamps = quoth_project_dup_setting (project, name);

      g_string_append_printf (all, "%s %s\n", name, stamps != NULL ? stamps : "none");
    }
  return g_string_free (all, FALSE);
}

static QuothProject *
open_copy (const char *path,
           const char *as)
{
  g_autofree char *bytes = NULL;
  gsize length;
  QuothProject *project;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (as, bytes, (gssize) length, NULL));
  project = quoth_project_open (as, QUOTH_PROJECT_OPEN_DEFAULT, NULL);
  g_assert_nonnull (project);
  quoth_project_set_annotator (project, "ben");
  return project;
}

/* @waits: the gesture comes while the package is compared; else right before the lock. */
static void
merge_while (QuothProject *project,
             const char   *path,
             Gesture       gesture,
             const Things *things,
             gboolean      waits)
{
  g_auto (QuothMerge) merge = { 0 };
  g_autoptr (QuothProject) other = quoth_project_open_again (project, NULL);
  g_autoptr (QuothMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  quoth_project_set_annotator (other, "ben");
  quoth_merge_init (&merge, project, path, NULL);
  g_assert_true (quoth_merge_open (&merge, &error));
  g_assert_true (quoth_merge_look (&merge, &error));
  gesture (other, things);
  if (waits)
    g_assert_true (quoth_merge_catch_up (&merge, &error));
  report = quoth_merge_write (&merge, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);
}

static void
test_gestures (void)
{
  Team team = { NULL };
  Things things;
  g_autofree char *file = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  char *path;

  set_up (&team);
  path = prepare (&team, &things);
  file = g_strdup (quoth_project_get_path (team.projects[1]));
  g_clear_object (&team.projects[1]);
  first = g_strdup_printf ("%s/first.quoth", team.folder);
  second = g_strdup_printf ("%s/second.quoth", team.folder);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (gestures); i++)
    {
      Gesture gesture = gestures[i / 2];
      g_autoptr (QuothProject) before = open_copy (file, first);
      g_autoptr (QuothProject) meanwhile = open_copy (file, second);
      g_autoptr (QuothMergeReport) again = NULL;
      g_autoptr (GPtrArray) messages = NULL;
      g_autofree char *wanted = NULL;
      g_autofree char *found = NULL;

      /* Nothing else is different, then. */
      quoth_project_join_session (meanwhile, before);
      gesture (before, &things);
      quoth_merge_report_free (take (before, path));
      merge_while (meanwhile, path, gesture, &things, i % 2 == 0);
      wanted = dump_all (&team, before);
      found = dump_all (&team, meanwhile);
      g_assert_cmpstr (found, ==, wanted);
      again = take (meanwhile, path);
      g_assert_cmpuint (again->n_added + again->n_changed + again->n_removed, ==, 0);
      messages = quoth_project_check (meanwhile, NULL, NULL);
      g_assert_cmpstr (messages->len > 0 ? messages->pdata[0] : NULL, ==, NULL);
    }
  discard (path);
  things_clear (&things);
  tear_down (&team);
}

/* What comes while the old is computed again is not lost either, nor is the way back. */
static void
test_again (void)
{
  Team team = { NULL };
  Things things;
  g_autoptr (QuothProject) other = NULL;
  g_autoptr (QuothMergeReport) report = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  g_autoptr (QuothAnnotation) kept = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  char *path;

  set_up (&team);
  path = prepare (&team, &things);
  other = quoth_project_open_again (team.projects[1], NULL);
  {
    g_auto (QuothMerge) merge = { 0 };

    quoth_merge_init (&merge, team.projects[1], path, NULL);
    g_assert_true (quoth_merge_open (&merge, &error));
    g_assert_true (quoth_merge_look (&merge, &error));
    mark (other, &things);
    g_assert_true (quoth_merge_catch_up (&merge, &error));
    /* The article is known by now, and need not be read again. */
    g_assert_true (g_hash_table_contains (merge.kept, "article-0"));
    change_theirs (other, &things);
    add_entity (other, &things);
    before = dump_all (&team, other);
    report = quoth_merge_write (&merge, &error);
    g_assert_no_error (error);
  }
  g_assert_cmpuint (report->n_articles, ==, 1);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  kept = read_one (team.projects[1], things.mark->id);
  /* One undo takes the merge back, and nothing of what people did. */
  undone = quoth_project_undo (team.projects[1], &error);
  g_assert_no_error (error);
  g_assert_cmpstr (quoth_command_get_verb (undone), ==, QUOTH_TEAM_MERGE_VERB);
  after = dump_all (&team, team.projects[1]);
  g_assert_cmpstr (after, ==, before);
  discard (path);
  things_clear (&things);
  tear_down (&team);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meanwhile/again", test_again);
  g_test_add_func ("/meanwhile/gestures", test_gestures);
  return g_test_run ();
}
