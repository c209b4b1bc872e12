/* quoth-loss-row.c - says what formats cannot hold, before anything is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-loss-row"

#include "config.h"

#include "quoth-loss-row.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "quoth-report-window.h"

/* Milliseconds: somebody who goes through a list passes many choices. */
#define STILL 150

struct _QuothLossRow
{
  AdwActionRow       parent_instance;

  QuothProject      *project;  /* owned, nullable: of the question */
  QuothLossQuestion *question; /* nullable: not asked yet */
  guint              still_id; /* timeout, 0 when there is no question */
  GCancellable      *running;  /* nullable: of the search for an answer */
  GPtrArray         *titles;   /* of char*, static: formats of @reports */
  GPtrArray         *reports;  /* nullable: of QuothExportReport, the last answer */

  GtkWidget         *spinner;
  GtkWidget         *list_button;
};

G_DEFINE_FINAL_TYPE (QuothLossRow, quoth_loss_row, ADW_TYPE_ACTION_ROW)

/* What a worker needs. */
typedef struct
{
  QuothProject      *project; /* owned: the window's, to be opened again */
  QuothLossQuestion *question;
} Work;

void
quoth_loss_question_free (QuothLossQuestion *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->formats);
  g_free (self->flags);
  g_strfreev (self->layers);
  g_free (self);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->project);
  quoth_loss_question_free (work->question);
  g_free (work);
}

/* A report for each format; NULL with @error. */
static GPtrArray *
answer (QuothProject             *project,
        const QuothLossQuestion  *question,
        QuothProgress            *progress,
        GError                  **error)
{
  g_autoptr (GPtrArray) reports = NULL;
  QuothExportOptions options = {
    .layers = (const char *const *) question->layers,
    .zones = question->zones,
    .without_text = question->without_text,
    .without_remarks = question->without_remarks,
  };

  reports = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_export_report_free);
  for (guint i = 0; question->formats[i] != NULL; i++)
    {
      QuothExportReport *report;

      options.flags = question->flags[i];
      report = quoth_export_preview (project, question->formats[i], &options, progress, error);
      if (report == NULL)
        return NULL;
      g_ptr_array_add (reports, report);
    }
  return g_steal_pointer (&reports);
}

static void
answer_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (QuothProject) project = NULL;
  GPtrArray *reports = NULL;
  GError *error = NULL;

  project = quoth_project_open_again (work->project, &error);
  if (project != NULL)
    {
      reports = answer (project, work->question, progress, &error);
      quoth_project_close (project);
    }
  if (reports != NULL)
    g_task_return_pointer (task, reports, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static char *
count_articles (const QuothExportReport *report)
{
  return g_strdup_printf (ngettext ("%u article", "%u articles", (guint) report->n_articles),
                          (guint) report->n_articles);
}

/* "brat standoff: 3 · Tables (CSV): 1": the formats that lose something, of several. */
static char *
name_losers (QuothLossRow *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; self->reports->len > 1 && i < self->reports->len; i++)
    {
      const QuothExportReport *report = self->reports->pdata[i];

      if (report->n_losses > 0)
        g_string_append_printf (list, "%s%s: %" PRIu64, list->len > 0 ? " · " : "",
                                _(self->titles->pdata[i]), report->n_losses);
    }
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

static void
show_answer (QuothLossRow *self)
{
  g_autofree char *subtitle = name_losers (self);
  g_autofree char *title = NULL;
  guint64 n = 0;

  for (guint i = 0; i < self->reports->len; i++)
    n += ((QuothExportReport *) self->reports->pdata[i])->n_losses;
  if (n == 0)
    title = g_strdup (_("Nothing is lost"));
  else
    title = g_strdup_printf (ngettext ("%u thing is left out", "%u things are left out",
                                       (guint) n), (guint) n);
  if (subtitle == NULL)
    subtitle = count_articles (self->reports->pdata[0]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (self->list_button, n > 0);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  QuothLossRow *self = QUOTH_LOSS_ROW (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *reports = g_task_propagate_pointer (G_TASK (result), &error);

  /* Another question was asked, or nobody is there any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->running);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
  gtk_widget_set_visible (self->spinner, FALSE);
  self->reports = reports;
  if (reports != NULL)
    show_answer (self);
  else
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), error->message);
}

static void
stop (QuothLossRow *self)
{
  g_clear_handle_id (&self->still_id, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->question, quoth_loss_question_free);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_clear_object (&self->project);
}

static gboolean
still_cb (gpointer data)
{
  QuothLossRow *self = data;
  Work *work = g_new0 (Work, 1);
  g_autoptr (GTask) task = NULL;

  self->still_id = 0;
  work->project = g_steal_pointer (&self->project);
  work->question = g_steal_pointer (&self->question);
  g_ptr_array_set_size (self->titles, 0);
  for (guint i = 0; work->question->formats[i] != NULL; i++)
    g_ptr_array_add (self->titles,
                     (gpointer) quoth_formats_lookup (work->question->formats[i])->title);
  self->running = g_cancellable_new ();
  task = g_task_new (self, self->running, answered_cb, NULL);
  g_task_set_source_tag (task, still_cb);
  g_task_set_name (task, "quoth losses");
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, answer_in_thread);
  return G_SOURCE_REMOVE;
}

/**
 * quoth_loss_row_ask:
 * @self: a row
 * @project: what would be written
 * @question: (transfer full): how
 *
 * Looks, in a while, unless something else is asked before.
 */
void
quoth_loss_row_ask (QuothLossRow      *self,
                    QuothProject      *project,
                    QuothLossQuestion *question)
{
  g_return_if_fail (QUOTH_IS_LOSS_ROW (self) && QUOTH_IS_PROJECT (project) && question != NULL);

  stop (self);
  self->project = g_object_ref (project);
  self->question = question;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Looking…"));
  gtk_widget_set_visible (self->list_button, FALSE);
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), TRUE);
  self->still_id = g_timeout_add (STILL, still_cb, self);
}

static void
list_cb (QuothLossRow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  gboolean several = self->reports->len > 1;

  for (guint i = 0; i < self->reports->len; i++)
    {
      const QuothExportReport *report = self->reports->pdata[i];

      for (guint k = 0; k < report->losses->len; k++)
        {
          g_autofree char *line = NULL;

          line = g_strconcat (several ? _(self->titles->pdata[i]) : "", several ? ": " : "",
                              report->losses->pdata[k], NULL);
          g_strv_builder_add (builder, line);
        }
    }
  lines = g_strv_builder_end (builder);
  quoth_report_window_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                            several ? _("What the Formats Cannot Hold")
                                    : _("What the Format Cannot Hold"),
                            several ? _("The same lists are written as losses.json, one for each "
                                        "format.")
                                    : _("The same list is written as losses.json beside the "
                                        "export."),
                            (const char *const *) lines);
}

static void
quoth_loss_row_dispose (GObject *object)
{
  stop (QUOTH_LOSS_ROW (object));
  G_OBJECT_CLASS (quoth_loss_row_parent_class)->dispose (object);
}

static void
quoth_loss_row_finalize (GObject *object)
{
  g_ptr_array_unref (QUOTH_LOSS_ROW (object)->titles);
  G_OBJECT_CLASS (quoth_loss_row_parent_class)->finalize (object);
}

static void
quoth_loss_row_class_init (QuothLossRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_loss_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = quoth_loss_row_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-loss-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothLossRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, QuothLossRow, list_button);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
}

static void
quoth_loss_row_init (QuothLossRow *self)
{
  self->titles = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
