/* quoth-correct-dialog.c - an article gets a corrected text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-correct-dialog"

#include "config.h"

#include "quoth-correct-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-anchor.h"
#include "quoth-compat.h"
#include "quoth-correct.h"
#include "quoth-describe.h"
#include "quoth-import-one.h"
#include "quoth-lost.h"
#include "quoth-project-query.h"

/* In milliseconds: who types is not told after each letter. */
#define PREVIEW_DELAY 250

/* Of annotations that lose their place; the count goes on. */
#define MAX_LISTED 100

struct _QuothCorrectDialog
{
  AdwWindow     parent_instance;

  QuothWindow  *window;     /* owned, nullable once closed */
  char         *article;    /* id */
  QuothText    *before;     /* its text */
  GCancellable *looking;    /* of the running preview, nullable */
  guint         look_id;

  GtkWidget    *correct_button;
  GtkWidget    *text;
  GtkWidget    *summary;
  GtkWidget    *lost_box;
  GtkWidget    *lost_list;
};

/* For a worker. */
typedef struct
{
  char            *article;
  char            *utf8;
  QuothText       *before;     /* nullable: to show what is new */
  QuothCorrection *correction; /* out */
  GArray          *changed;    /* out: of QuothSpan */
} Work;

G_DEFINE_FINAL_TYPE (QuothCorrectDialog, quoth_correct_dialog, ADW_TYPE_WINDOW)

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->article);
  g_free (work->utf8);
  g_clear_pointer (&work->before, quoth_text_unref);
  g_clear_pointer (&work->correction, quoth_correction_free);
  g_clear_pointer (&work->changed, g_array_unref);
  g_free (work);
}

static GtkTextBuffer *
get_buffer (QuothCorrectDialog *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
}

static char *
dup_text (QuothCorrectDialog *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
}

static QuothProject *
get_project (QuothCorrectDialog *self)
{
  return quoth_workspace_get_project (quoth_window_get_workspace (self->window));
}

/* --- what would become of it --- */

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Work *work = task_data;
  QuothProject *shared = g_object_get_data (G_OBJECT (task), "quoth-project");
  GError *error = NULL;
  g_autoptr (QuothText) text = quoth_text_new (work->utf8, -1, &error);
  g_autoptr (QuothProject) project = text != NULL ? quoth_project_open_again (shared, &error)
                                                  : NULL;

  if (project != NULL)
    {
      g_autoptr (QuothAnchor) anchor = quoth_anchor_new (work->before, text);

      work->changed = quoth_anchor_list_new (anchor);
      work->correction = quoth_correct_preview (project, work->article, text, &error);
      quoth_project_close (project);
    }
  if (work->correction != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
mark_changes (QuothCorrectDialog *self,
              GArray             *changed) /* nullable: nothing */
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "new", &start, &end);
  for (guint i = 0; changed != NULL && i < changed->len; i++)
    {
      const QuothSpan *span = &g_array_index (changed, QuothSpan, i);

      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) span->start);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) span->end);
      gtk_text_buffer_apply_tag_by_name (buffer, "new", &start, &end);
    }
}

static void
add_lost (QuothCorrectDialog *self,
          QuothText          *text,
          QuothAnnotation    *mark)
{
  QuothScheme *scheme = quoth_project_get_scheme (get_project (self));
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (QuothAnnotation) lost = quoth_lost_dup_annotation (mark, NULL);
  const QuothType *type = lost != NULL ? quoth_scheme_lookup_type (scheme, lost->type) : NULL;
  g_autofree char *before = quoth_lost_dup_words (mark);
  g_autofree char *after = quoth_annotation_dup_text (mark, text, " … ");
  g_autofree char *layer = quoth_lost_dup_layer (mark);
  /* Translators: words of an annotation, and those that stand there in the corrected text */
  g_autofree char *title = g_strdup_printf (_("“%s” → “%s”"), before, after);
  /* Translators: the type of an annotation, and whose it is */
  g_autofree char *subtitle = g_strdup_printf (_("%s of %s"), type != NULL ? type->name : "–",
                                               layer != NULL ? layer : "–");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (GTK_LIST_BOX (self->lost_list), row);
}

static void
list_lost (QuothCorrectDialog *self,
           const Work         *work) /* nullable: none */
{
  GtkWidget *child;
  g_autoptr (QuothText) text = NULL;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (self->lost_list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->lost_list), child);
  if (work != NULL)
    text = quoth_text_new (work->utf8, -1, NULL);
  for (guint i = 0; text != NULL && i < work->correction->carry->annotations->len; i++)
    {
      QuothAnnotation *annotation = work->correction->carry->annotations->pdata[i];

      if (quoth_lost_is_mark (annotation) && n++ < MAX_LISTED)
        add_lost (self, text, annotation);
    }
  gtk_widget_set_visible (self->lost_box, n > 0);
}

static char *
describe (const QuothCarry *carry)
{
  g_autofree char *carried = g_strdup_printf (
    ngettext ("%u annotation comes along", "%u annotations come along", carry->n_carried),
    carry->n_carried);
  g_autofree char *lost = NULL;

  if (carry->n_lost == 0)
    return g_steal_pointer (&carried);
  lost = g_strdup_printf (ngettext ("%u loses its place", "%u lose their place", carry->n_lost),
                          carry->n_lost);
  return g_strdup_printf ("%s · %s", carried, lost);
}

static void
say (QuothCorrectDialog *self,
     const char         *words,
     gboolean            ready)
{
  gtk_label_set_label (GTK_LABEL (self->summary), words);
  gtk_widget_set_sensitive (self->correct_button, ready);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  QuothCorrectDialog *self = QUOTH_CORRECT_DIALOG (source);
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->window == NULL)
    return;
  g_clear_object (&self->looking);
  mark_changes (self, work->changed);
  list_lost (self, ok ? work : NULL);
  if (ok)
    words = describe (work->correction->carry);
  else if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS))
    words = g_strdup (_("This is the text of another version already."));
  else
    words = quoth_describe_error (error);
  say (self, words, ok);
}

static void
stop_looking (QuothCorrectDialog *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static Work *
collect (QuothCorrectDialog *self)
{
  Work *work = g_new0 (Work, 1);

  work->article = g_strdup (self->article);
  work->utf8 = dup_text (self);
  work->before = quoth_text_ref (self->before);
  return work;
}

static gboolean
look_cb (gpointer data)
{
  QuothCorrectDialog *self = data;
  g_autofree char *text = dup_text (self);
  g_autoptr (GTask) task = NULL;

  self->look_id = 0;
  if (strcmp (text, quoth_text_get_utf8 (self->before)) == 0 || *text == '\0')
    {
      mark_changes (self, NULL);
      list_lost (self, NULL);
      say (self, *text == '\0' ? _("A text without a character cannot hold annotations.")
                               : _("Change the text, or take it from a file."), FALSE);
      return G_SOURCE_REMOVE;
    }
  self->looking = g_cancellable_new ();
  task = g_task_new (self, self->looking, looked_cb, NULL);
  g_task_set_source_tag (task, look_cb);
  g_task_set_name (task, "quoth correct preview");
  g_task_set_task_data (task, collect (self), work_free);
  g_object_set_data_full (G_OBJECT (task), "quoth-project", g_object_ref (get_project (self)),
                          g_object_unref);
  g_task_run_in_thread (task, look_in_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (QuothCorrectDialog *self)
{
  if (self->window == NULL || self->before == NULL)
    return;
  stop_looking (self);
  gtk_widget_set_sensitive (self->correct_button, FALSE);
  self->look_id = g_timeout_add (PREVIEW_DELAY, look_cb, self);
}

/* --- doing it --- */

static gpointer
correct_func (QuothProject   *project,
              QuothProgress  *progress,
              gpointer        data,
              GError        **error)
{
  const Work *work = data;
  g_autoptr (QuothText) text = quoth_text_new (work->utf8, -1, error);

  return text != NULL ? quoth_correct_text (project, work->article, text, NULL, error) : NULL;
}

static void
corrected_cb (gpointer      result,
              const GError *error,
              gpointer      owner)
{
  g_autoptr (QuothCorrection) correction = result;
  g_autofree char *words = NULL;

  if (correction == NULL)
    {
      quoth_window_show_error (owner, error);
      return;
    }
  if (quoth_window_get_path (owner) == NULL)
    return;
  gtk_widget_activate_action (owner, "win.show-place", "(suu)", correction->article, 0, 0);
  words = describe (correction->carry);
  quoth_window_toast (owner, words, _("_Undo"), "win.undo");
}

static void
correct_cb (QuothCorrectDialog *self)
{
  QuothJobBar *bar = quoth_window_get_job_bar (self->window);

  if (quoth_job_bar_is_busy (bar))
    {
      quoth_window_toast (self->window, _("Wait until the present work is done."), NULL, NULL);
      return;
    }
  quoth_job_bar_run (bar, _("Correcting the text…"), get_project (self), correct_func,
                     collect (self), work_free, corrected_cb, self->window);
  gtk_window_close (GTK_WINDOW (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  QuothCorrectDialog *self = QUOTH_CORRECT_DIALOG (source);
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (QuothArticleData) read = NULL;
  g_autoptr (GError) error = NULL;
  QuothReadOptions options = { 0 };

  if (path == NULL || self->window == NULL)
    return;
  options.layer = quoth_project_get_annotator (get_project (self));
  options.scheme = quoth_project_get_scheme (get_project (self));
  read = quoth_import_read_one (path, NULL, &options, NULL, &error);
  if (read != NULL)
    gtk_text_buffer_set_text (get_buffer (self), quoth_text_get_utf8 (read->text), -1);
  else
    quoth_window_show_error (self->window, error);
}

static void
file_cb (QuothCorrectDialog *self)
{
  quoth_compat_choose_files_async (GTK_WINDOW (self), QUOTH_FILE_OPEN, _("Corrected Text"), NULL,
                                   NULL, NULL, chosen_cb, NULL);
}

/**
 * quoth_correct_dialog_new:
 * @window: a window with a project that can be written
 * @article: id of an article
 * @with: (nullable): id of the article that has the corrected text, when that is there
 *
 * Returns: (transfer floating) (nullable): the dialog; %NULL when there is no such article
 */
GtkWidget *
quoth_correct_dialog_new (QuothWindow *window,
                          const char  *article,
                          const char  *with)
{
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (window));
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, article, "", NULL);
  g_autoptr (QuothArticleData) new =
    with != NULL ? quoth_project_read_article (project, with, "", NULL) : NULL;
  QuothCorrectDialog *self;
  GtkTextIter start;

  if (data == NULL)
    return NULL;
  self = g_object_new (QUOTH_TYPE_CORRECT_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->article = g_strdup (article);
  self->before = quoth_text_ref (data->text);
  gtk_text_buffer_set_text (get_buffer (self),
                            quoth_text_get_utf8 (new != NULL ? new->text : data->text), -1);
  gtk_text_buffer_get_start_iter (get_buffer (self), &start);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
  gtk_widget_grab_focus (self->text);
  stop_looking (self);
  look_cb (self);
  return GTK_WIDGET (self);
}

static void
quoth_correct_dialog_dispose (GObject *object)
{
  QuothCorrectDialog *self = QUOTH_CORRECT_DIALOG (object);

  stop_looking (self);
  g_clear_object (&self->window);
  g_clear_pointer (&self->before, quoth_text_unref);
  g_clear_pointer (&self->article, g_free);
  G_OBJECT_CLASS (quoth_correct_dialog_parent_class)->dispose (object);
}

static void
quoth_correct_dialog_class_init (QuothCorrectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_correct_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-correct-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothCorrectDialog, correct_button);
  gtk_widget_class_bind_template_child (widget_class, QuothCorrectDialog, text);
  gtk_widget_class_bind_template_child (widget_class, QuothCorrectDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, QuothCorrectDialog, lost_box);
  gtk_widget_class_bind_template_child (widget_class, QuothCorrectDialog, lost_list);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
quoth_correct_dialog_init (QuothCorrectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Not by colour alone. */
  gtk_text_buffer_create_tag (get_buffer (self), "new", "weight", PANGO_WEIGHT_BOLD, "underline",
                              PANGO_UNDERLINE_SINGLE, NULL);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}
