/* test-review.c - the review of an article while other things happen to the project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-article-view-private.h"
#include "quoth-bulk.h"
#include "quoth-review-alike.h"
#include "quoth-review-marks.h"
#include "quoth-review-words.h"

#include <glib/gstdio.h>

typedef struct
{
  char               *folder;
  char               *path;
  QuothProject       *project;
  QuothWorkspace     *workspace;
  QuothReviewSession *session;
  QuothJobBar        *bar;
  QuothReviewAlike   *alike;
  guint               n_decided;
  guint               n_failed;
} Fixture;

static void
mark (QuothArticleData *data,
      const char       *layer,
      const char       *type,
      guint             start)
{
  QuothSpan span = { start, start + 3 };
  QuothAnnotation *annotation = quoth_annotation_new (type, layer, &span, 1);

  g_ptr_array_add (data->annotations, annotation);
}

/* "Roe" is a person for one and a source for the other, at each of @starts, which ends
 * with 0. */
static void
add_article (QuothBulk   *bulk,
             const char  *id,
             const char  *words,
             const guint *starts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = quoth_text_new (words, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new (id, text);
  g_autoptr (QuothArticleData) data = NULL;

  quoth_article_set_id (article, id);
  data = quoth_article_data_new (article, text);
  quoth_article_data_add_layer (data, "anna", "done");
  quoth_article_data_add_layer (data, "ben", "done");
  for (; *starts != 0; starts++)
    {
      mark (data, "anna", "person", *starts);
      mark (data, "ben", "source", *starts);
    }
  g_assert_true (quoth_bulk_begin_unit (bulk, &error));
  g_assert_true (quoth_bulk_add_article (bulk, data, &error));
  g_assert_true (quoth_bulk_end_unit (bulk, &error));
  g_assert_no_error (error);
}

static void
import (QuothProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autofree char *words = NULL;
  QuothBulk *bulk = quoth_bulk_begin (project, &error);

  /* Long enough for a worker. */
  for (guint i = 0; i < 7000; i++)
    g_string_append (tail, "and so on ");
  words = g_strconcat ("So Roe. As Roe. ", tail->str, NULL);
  add_article (bulk, "first", "So Roe. As Roe.", (const guint[]) { 3, 11, 0 });
  add_article (bulk, "second", "Is Roe.", (const guint[]) { 3, 0 });
  add_article (bulk, "long", words, (const guint[]) { 3, 11, 0 });
  add_article (bulk, "quiet", "Nobody.", (const guint[]) { 0 });
  g_assert_true (quoth_bulk_finish (bulk, &error));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
failed_cb (GObject *object,
           GError  *error,
           guint   *n)
{
  g_test_message ("%s", error->message);
  (*n)++;
}

static void
review (Fixture *self)
{
  self->workspace = quoth_workspace_new ();
  g_signal_connect (self->workspace, "failed", G_CALLBACK (failed_cb), &self->n_failed);
  quoth_workspace_set_project (self->workspace, self->project);
  self->session = quoth_review_session_new (self->workspace);
  self->bar = g_object_ref_sink (QUOTH_JOB_BAR (quoth_job_bar_new ()));
  self->alike = quoth_review_alike_new (self->workspace, self->session, self->bar);
  g_signal_connect_swapped (self->alike, "decided", G_CALLBACK (count_cb), &self->n_decided);
  g_signal_connect (self->alike, "failed", G_CALLBACK (failed_cb), &self->n_failed);
  quoth_review_session_set_running (self->session, TRUE);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("quoth-test-XXXXXX", &error);
  self->path = g_build_filename (self->folder, "news.quoth", NULL);
  self->project = quoth_project_create (self->path, NULL, &error);
  g_assert_no_error (error);
  import (self->project);
  review (self);
}

static void
close_all (Fixture *self)
{
  g_clear_object (&self->alike);
  g_clear_object (&self->bar);
  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  quoth_project_close (self->project);
  g_clear_object (&self->project);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  close_all (self);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
work_off (Fixture *self)
{
  while (quoth_review_alike_is_busy (self->alike))
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_open (Fixture *self)
{
  return quoth_review_count_open (quoth_review_session_get_review (self->session));
}

static void
find_places (Fixture *self)
{
  g_assert_true (quoth_workspace_open_article (self->workspace, "first"));
  quoth_review_alike_toggle (self->alike);
  work_off (self);
  g_assert_cmpuint (quoth_review_alike_count (self->alike), ==, 4);
}

/* With places elsewhere a decision is made only when a worker is through. */
static void
test_decided_later (Fixture       *self,
                    gconstpointer  data)
{
  find_places (self);
  g_assert_true (quoth_review_alike_decide (self->alike, QUOTH_VERDICT_TAKE, 0, "why"));
  g_assert_true (quoth_review_alike_is_deciding (self->alike));
  g_assert_cmpuint (self->n_decided, ==, 0);
  work_off (self);
  g_assert_false (quoth_review_alike_is_deciding (self->alike));
  g_assert_cmpuint (self->n_decided, ==, 1);
  g_assert_cmpuint (self->n_failed, ==, 0);
  g_assert_cmpuint (count_open (self), ==, 0);
}

/* Another dispute in the meantime: nothing is decided, and that is said. */
static void
test_decided_never (Fixture       *self,
                    gconstpointer  data)
{
  find_places (self);
  g_assert_true (quoth_review_alike_decide (self->alike, QUOTH_VERDICT_TAKE, 0, "why"));
  quoth_review_session_skip (self->session);
  work_off (self);
  g_assert_cmpuint (self->n_decided, ==, 0);
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_assert_cmpuint (count_open (self), ==, 2);
}

static void
wait_ready (Fixture *self)
{
  while (quoth_review_session_get_state (self->session) == QUOTH_REVIEW_BUSY)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (quoth_review_session_get_state (self->session), ==, QUOTH_REVIEW_READY);
}

/* Where nothing can be written, it can still be looked at, article after article. */
static void
test_read_only (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  close_all (self);
  self->project = quoth_project_open (self->path, QUOTH_PROJECT_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  review (self);
  g_assert_true (quoth_workspace_open_article (self->workspace, "quiet"));
  quoth_review_session_set_strategy (self->session, QUOTH_STRATEGY_MAJORITY);
  g_assert_cmpint (quoth_review_session_get_strategy (self->session), ==,
                   QUOTH_STRATEGY_MAJORITY);
  g_assert_true (quoth_review_session_go_on (self->session));
  wait_ready (self);
  g_assert_cmpstr (quoth_document_get_article_id (
                     quoth_workspace_get_document (self->workspace)), ==, "first");
  g_assert_cmpint (quoth_review_session_get_strategy (self->session), ==,
                   QUOTH_STRATEGY_MAJORITY);
  g_assert_cmpuint (self->n_failed, ==, 0);
}

/* What is committed while a worker compares the article is in the review all the same. */
static void
test_committed_meanwhile (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) undone = NULL;

  g_assert_true (quoth_workspace_open_article (self->workspace, "long"));
  wait_ready (self);
  g_assert_true (quoth_review_session_decide (self->session, QUOTH_VERDICT_NEITHER, 0, NULL,
                                              NULL));
  g_assert_cmpuint (count_open (self), ==, 1);
  quoth_review_session_set_running (self->session, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  quoth_review_session_set_running (self->session, TRUE);
  g_assert_cmpint (quoth_review_session_get_state (self->session), ==, QUOTH_REVIEW_BUSY);
  /* Until what the worker found is there, but not taken. */
  while (!g_main_context_pending (NULL))
    g_thread_yield ();
  undone = quoth_project_undo (self->project, &error);
  g_assert_no_error (error);
  g_assert_nonnull (undone);
  wait_ready (self);
  g_assert_cmpuint (count_open (self), ==, 2);
}

static guint
count_voices (QuothArticleView *view,
              QuothSpan         range)
{
  g_autoptr (GArray) voices = g_array_new (FALSE, FALSE, sizeof (QuothVoice));

  view->voices_func (range, voices, view->voices_data);
  for (guint i = 0; i < voices->len; i++)
    {
      const QuothVoice *voice = &g_array_index (voices, QuothVoice, i);

      g_assert_cmpuint (voice->span.end, >, range.start);
      g_assert_cmpuint (voice->span.start, <, range.end);
      g_assert_cmpstr (voice->label, ==, i % 2 == 0 ? "A" : "B");
    }
  return voices->len;
}

/* Nobody is left out, however many they are; what has no room is told to be more. */
static void
test_letters (Fixture       *self,
              gconstpointer  data)
{
  char letters[32];

  quoth_review_words_letters (0x3f, letters, sizeof letters);
  g_assert_cmpstr (letters, ==, "ABCDEF");
  quoth_review_words_letters (1u << 1 | 1u << 25 | 1u << 26, letters, sizeof letters);
  g_assert_cmpstr (letters, ==, "BZ AA");
  quoth_review_words_letters (G_MAXUINT32, letters, sizeof letters);
  g_assert_cmpstr (letters, ==, "ABCDEFGHIJKLMNOPQRSTUVWXYZ…");
}

/* What is drawn is what is open and in sight; the caret follows the frame, and all who ask for
 * it know at once. */
static void
test_marks (Fixture       *self,
            gconstpointer  data)
{
  QuothArticleView *view = QUOTH_ARTICLE_VIEW (g_object_ref_sink (quoth_article_view_new ()));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  const QuothSpan all = { 0, 15 }, end = { 7, 15 };
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  GtkTextIter iter;

  g_assert_true (quoth_workspace_open_article (self->workspace, "first"));
  quoth_article_view_set_document (view, quoth_review_session_get_gold (self->session));
  quoth_review_marks_show_voices (self->session, view);
  g_assert_cmpuint (count_voices (view, all), ==, 4);
  g_assert_cmpuint (count_voices (view, end), ==, 2);
  g_assert_true (quoth_review_session_decide (self->session, QUOTH_VERDICT_TAKE, 0, NULL, NULL));
  g_assert_cmpuint (count_voices (view, all), ==, 2);
  quoth_review_marks_show_place (self->session, view);
  g_assert_cmpuint (quoth_article_view_get_caret (view), ==, 11);
  while (view->caret_source != 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 11);
  undone = quoth_project_undo (self->project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_voices (view, all), ==, 4);
  /* Another text has nothing to do with where the caret was to go. */
  quoth_review_marks_show_place (self->session, view);
  quoth_article_view_set_document (view, NULL);
  g_assert_cmpuint (quoth_article_view_get_caret (view), ==, 0);
  g_object_unref (view);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_set_prgname ("test-window-review");
  if (!gtk_init_check ())
    return 77;
  adw_init ();
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/review/decided-later", test_decided_later);
  ADD ("/review/decided-never", test_decided_never);
  ADD ("/review/read-only", test_read_only);
  ADD ("/review/committed-meanwhile", test_committed_meanwhile);
  ADD ("/review/letters", test_letters);
  ADD ("/review/marks", test_marks);
  return g_test_run ();
}
