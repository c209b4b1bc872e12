/* quoth-job.c - long work in a thread, with a bar, a cancel button and an end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-job"

#include "config.h"

#include "quoth-job.h"

#include <glib/gi18n.h>

#define SHOW_AFTER_MS 300
#define SAMPLE_MS 100

/* The cancel button has no mnemonic: with Alt, letters mark what is selected, and no such key
 * may stop hours of work. Escape does, when nothing else has a use for it. */

struct _QuothJobBar
{
  GtkWidget      parent_instance;

  GtkWidget     *revealer;
  GtkWidget     *title;
  GtkWidget     *bar;
  QuothProgress *progress;  /* of the running job, nullable */
  guint          sample_id;
  gint64         started;   /* monotonic time */
};

/* Everything a worker thread sees: copied in, stolen out. */
typedef struct
{
  QuothProject     *project;  /* the main thread's; only to open another connection */
  QuothProgress    *progress;
  QuothJobFunc      func;
  gpointer          data;
  GDestroyNotify    free_data;
  QuothJobDoneFunc  finished;
  GObject          *owner;    /* owned: outlives the work */
} Job;

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothJobBar, quoth_job_bar, GTK_TYPE_WIDGET)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->project);
  g_clear_object (&job->owner);
  quoth_progress_unref (job->progress);
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (QuothProject) project = NULL;
  GError *error = NULL;
  gpointer result;

  if (job->project != NULL)
    {
      project = quoth_project_open_again (job->project, &error);
      if (project == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
    }
  result = job->func (project, job->progress, job->data, &error);
  if (project != NULL)
    quoth_project_close (project);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, NULL);
}

static void
finish (QuothJobBar *self)
{
  g_clear_handle_id (&self->sample_id, g_source_remove);
  g_clear_pointer (&self->progress, quoth_progress_unref);
  /* The window may be gone by now. */
  if (self->revealer != NULL)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  finish (QUOTH_JOB_BAR (source));
  /* What the worker wrote is news to the main connection. */
  if (job->project != NULL)
    {
      quoth_project_end_hurry (job->project);
      quoth_project_poll (job->project);
    }
  job->finished (value, error, job->owner);
  g_signal_emit (source, signals[SIGNAL_ENDED], 0);
}

static gboolean
sample_cb (gpointer data)
{
  QuothJobBar *self = data;
  double fraction = quoth_progress_get_fraction (self->progress);

  if (g_get_monotonic_time () - self->started > SHOW_AFTER_MS * 1000)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  if (fraction < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);
  return G_SOURCE_CONTINUE;
}

/**
 * quoth_job_bar_is_busy:
 * @self: a bar
 *
 * Returns: whether a job is running; one runs at a time
 */
gboolean
quoth_job_bar_is_busy (QuothJobBar *self)
{
  g_return_val_if_fail (QUOTH_IS_JOB_BAR (self), FALSE);

  return self->progress != NULL;
}

/**
 * quoth_job_bar_get_title:
 * @self: a bar
 *
 * Returns: what the running job does, or the last did, for people
 */
const char *
quoth_job_bar_get_title (QuothJobBar *self)
{
  g_return_val_if_fail (QUOTH_IS_JOB_BAR (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->title));
}

/**
 * quoth_job_bar_run:
 * @self: a bar that is not busy
 * @title: what is being done, for people
 * @project: (nullable): the project the worker shall have a connection to
 * @func: the work, run in a thread
 * @data: (nullable): for @func; given to @free_data when the job is over
 * @free_data: (nullable): frees @data
 * @finished: called in the main thread at the end
 * @owner: an object for @finished, kept alive until then
 */
void
quoth_job_bar_run (QuothJobBar      *self,
                   const char       *title,
                   QuothProject     *project,
                   QuothJobFunc      func,
                   gpointer          data,
                   GDestroyNotify    free_data,
                   QuothJobDoneFunc  finished,
                   gpointer          owner)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (QUOTH_IS_JOB_BAR (self));
  g_return_if_fail (self->progress == NULL);

  self->progress = quoth_progress_new (NULL);
  self->started = g_get_monotonic_time ();
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
  job = g_new0 (Job, 1);
  g_set_object (&job->project, project);
  /* Who works on meanwhile must not wait for the worker in the main loop. */
  if (project != NULL)
    quoth_project_begin_hurry (project);
  job->progress = quoth_progress_ref (self->progress);
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->finished = finished;
  job->owner = g_object_ref (owner);
  task = g_task_new (self, NULL, done_cb, NULL);
  g_task_set_source_tag (task, quoth_job_bar_run);
  g_task_set_name (task, "quoth job");
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_thread);
  self->sample_id = g_timeout_add (SAMPLE_MS, sample_cb, self);
}

/**
 * quoth_job_bar_cancel:
 * @self: a bar
 *
 * Asks the running job, if any, to stop; it ends with %G_IO_ERROR_CANCELLED.
 */
void
quoth_job_bar_cancel (QuothJobBar *self)
{
  g_return_if_fail (QUOTH_IS_JOB_BAR (self));

  if (self->progress != NULL)
    g_cancellable_cancel (quoth_progress_get_cancellable (self->progress));
}

/* Only what is seen to run is stopped by a key. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  QuothJobBar *self = QUOTH_JOB_BAR (widget);

  if (self->progress == NULL || !gtk_widget_get_mapped (widget)
      || !gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
    return FALSE;
  quoth_job_bar_cancel (self);
  return TRUE;
}

/**
 * quoth_job_bar_new:
 *
 * Returns: (transfer floating): a hidden bar
 */
GtkWidget *
quoth_job_bar_new (void)
{
  return g_object_new (QUOTH_TYPE_JOB_BAR, NULL);
}

static void
quoth_job_bar_dispose (GObject *object)
{
  QuothJobBar *self = QUOTH_JOB_BAR (object);

  quoth_job_bar_cancel (self);
  g_clear_handle_id (&self->sample_id, g_source_remove);
  g_clear_pointer (&self->progress, quoth_progress_unref);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (quoth_job_bar_parent_class)->dispose (object);
}

static void
quoth_job_bar_class_init (QuothJobBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_job_bar_dispose;
  /* After the job's own end. */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
quoth_job_bar_init (QuothJobBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_tooltip_text (cancel, _("Stop (Escape)"));
  self->revealer = gtk_revealer_new ();
  self->title = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->bar, TRUE);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (quoth_job_bar_cancel), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}
