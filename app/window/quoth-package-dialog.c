/* quoth-package-dialog.c - a package for one annotator: whom, which articles, where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-package-dialog"

#include "config.h"

#include "quoth-package-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-article-choice.h"
#include "quoth-assign.h"
#include "quoth-compat.h"
#include "quoth-describe.h"
#include "quoth-package.h"
#include "quoth-project-query.h"
#include "quoth-reader-names.h"
#include "quoth-window-private.h"

struct _QuothPackageDialog
{
  AdwWindow           parent_instance;

  QuothWindow        *window;   /* owned */
  GPtrArray          *names;    /* of char*: the annotators, in the order of the rows */
  GCancellable       *counting; /* of the running count, nullable */
  guint               count_id; /* timeout, 0 when none is due */

  GtkWidget          *make_button;
  GtkWidget          *annotator;
  GtkWidget          *name;
  GtkWidget          *articles;
  GtkWidget          *count_row;
  GtkWidget          *spinner;
};

/* A copy of the choices for a worker. */
typedef struct
{
  char               *annotator;
  char               *path;     /* nullable: to count only */
  QuothArticleChoice  articles;
  QuothPackageCounts  counts;   /* out */
} PackageData;

G_DEFINE_FINAL_TYPE (QuothPackageDialog, quoth_package_dialog, ADW_TYPE_WINDOW)

static void
package_data_free (gpointer data)
{
  PackageData *package = data;

  g_free (package->annotator);
  g_free (package->path);
  quoth_article_choice_clear (&package->articles);
  g_free (package);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackageData, package_data_free)

static QuothWorkspace *
get_workspace (QuothPackageDialog *self)
{
  return quoth_window_get_workspace (self->window);
}

/* Returns: (transfer full): whom it is for; "" while that is open. */
static char *
dup_annotator (QuothPackageDialog *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->annotator));

  if (selected < self->names->len)
    return g_strdup (self->names->pdata[selected]);
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

/* NULL while a name is missing. */
static PackageData *
collect (QuothPackageDialog *self)
{
  g_autoptr (PackageData) package = g_new0 (PackageData, 1);

  package->annotator = dup_annotator (self);
  if (!quoth_assign_is_name (package->annotator))
    return NULL;
  quoth_article_choice_read (self->articles, self->window, &package->articles);
  return g_steal_pointer (&package);
}

/* --- in the worker --- */

static gboolean
pack (QuothProject   *project,
      PackageData    *package,
      QuothProgress  *progress,
      GError        **error)
{
  QuothPackageOptions options = { .annotator = package->annotator };
  g_auto (GStrv) articles = NULL;

  if (!quoth_article_choice_list (&package->articles, project, progress, &articles, error))
    return FALSE;
  options.articles = (const char *const *) articles;
  options.assigned = package->articles.kind == QUOTH_ARTICLES_ASSIGNED;
  if (package->path == NULL)
    return quoth_package_count (project, &options, progress, &package->counts, error);
  return quoth_package_write (project, package->path, &options, progress, &package->counts, error);
}

static void
count_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  QuothProject *shared = g_object_get_data (G_OBJECT (task), "quoth-project");
  GError *error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open_again (shared, &error);
  gboolean ok = project != NULL && pack (project, task_data, progress, &error);

  if (project != NULL)
    quoth_project_close (project);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gpointer
pack_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  PackageData *package = data;
  char *counted;

  if (!pack (project, package, progress, error))
    return NULL;
  counted = g_strdup_printf (ngettext ("%u article", "%u articles",
                                       (guint) package->counts.n_articles),
                             (guint) package->counts.n_articles);
  return counted;
}

/* --- how much goes along --- */

static void
show_count (QuothPackageDialog *self,
            const char         *title,
            const char         *subtitle,
            gboolean            busy)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->count_row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->count_row), subtitle);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  QuothPackageDialog *self = QUOTH_PACKAGE_DIALOG (source);
  const PackageData *package = g_task_get_task_data (G_TASK (result));
  const QuothPackageCounts *counts = &package->counts;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->window == NULL)
    return;
  g_clear_object (&self->counting);
  if (!ok)
    {
      title = quoth_describe_error (error);
      show_count (self, title, NULL, FALSE);
      return;
    }
  title = g_strdup_printf (ngettext ("%u article", "%u articles", (guint) counts->n_articles),
                           (guint) counts->n_articles);
  /* Translators: how many annotations of the annotator %s go along */
  subtitle = g_strdup_printf (ngettext ("%u annotation of %s", "%u annotations of %s",
                                        (guint) counts->n_annotations),
                              (guint) counts->n_annotations, package->annotator);
  if (counts->n_articles == 0 && package->articles.kind == QUOTH_ARTICLES_ASSIGNED)
    {
      g_free (title);
      /* Translators: %s is an annotator */
      title = g_strdup_printf (_("Nothing is assigned to %s"), package->annotator);
    }
  show_count (self, title, counts->n_articles > 0 ? subtitle : NULL, FALSE);
  gtk_widget_set_sensitive (self->make_button, counts->n_articles > 0);
}

static void
stop_counting (QuothPackageDialog *self)
{
  g_clear_handle_id (&self->count_id, g_source_remove);
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

static gboolean
count_later_cb (gpointer data)
{
  QuothPackageDialog *self = data;
  QuothProject *project = quoth_workspace_get_project (get_workspace (self));
  PackageData *package = project != NULL ? collect (self) : NULL;
  g_autoptr (GTask) task = NULL;

  self->count_id = 0;
  if (package == NULL)
    return G_SOURCE_REMOVE;
  self->counting = g_cancellable_new ();
  task = g_task_new (self, self->counting, counted_cb, NULL);
  g_task_set_source_tag (task, count_later_cb);
  g_task_set_name (task, "quoth package count");
  g_task_set_task_data (task, package, package_data_free);
  g_object_set_data_full (G_OBJECT (task), "quoth-project", g_object_ref (project),
                          g_object_unref);
  g_task_run_in_thread (task, count_in_thread);
  return G_SOURCE_REMOVE;
}

static void
choice_cb (QuothPackageDialog *self)
{
  g_autofree char *name = NULL;
  gboolean typed;

  if (self->window == NULL)
    return;
  typed = adw_combo_row_get_selected (ADW_COMBO_ROW (self->annotator)) >= self->names->len;
  name = dup_annotator (self);
  gtk_widget_set_visible (self->name, typed);
  gtk_widget_set_sensitive (self->make_button, FALSE);
  stop_counting (self);
  if (typed && *name != '\0' && !quoth_assign_is_name (name))
    {
      gtk_widget_add_css_class (self->name, "error");
      show_count (self, _("This name is taken by Quoth itself"), NULL, FALSE);
      return;
    }
  gtk_widget_remove_css_class (self->name, "error");
  if (*name == '\0')
    {
      show_count (self, _("Whom is it for?"), NULL, FALSE);
      return;
    }
  show_count (self, _("Counting…"), NULL, TRUE);
  self->count_id = g_timeout_add (150, count_later_cb, self);
}

/* --- making it --- */

static void
packed_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  g_autofree char *counted = result;
  g_autofree char *text = NULL;

  if (counted == NULL)
    {
      quoth_window_show_error (owner, error);
      return;
    }
  /* Translators: %s is such as “12 articles” */
  text = g_strdup_printf (_("The package is ready to send: %s"), counted);
  quoth_window_toast (owner, text, _("_Show in Folder"), "win.show-export");
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  QuothPackageDialog *self = QUOTH_PACKAGE_DIALOG (source);
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autoptr (PackageData) package = NULL;
  QuothJobBar *bar;

  package = file != NULL && self->window != NULL ? collect (self) : NULL;
  if (package == NULL || (package->path = g_file_get_path (file)) == NULL)
    return;
  bar = quoth_window_get_job_bar (self->window);
  if (quoth_job_bar_is_busy (bar))
    {
      quoth_window_toast (self->window, _("Wait until the present work is done."), NULL, NULL);
      return;
    }
  g_object_set_data_full (G_OBJECT (self->window), "quoth-export", g_object_ref (file),
                          g_object_unref);
  quoth_job_bar_run (bar, _("Packing…"), quoth_workspace_get_project (get_workspace (self)),
                     pack_func, g_steal_pointer (&package), package_data_free, packed_cb,
                     self->window);
  gtk_window_close (GTK_WINDOW (self));
}

static void
make_cb (QuothPackageDialog *self)
{
  QuothProject *project = quoth_workspace_get_project (get_workspace (self));
  g_autofree char *annotator = dup_annotator (self);
  g_autofree char *project_name = NULL;
  g_autofree char *name = NULL;

  if (project == NULL || !quoth_assign_is_name (annotator))
    return;
  project_name = quoth_project_dup_name (project);
  /* Translators: the folder of a package: the project's name, whom it is for */
  name = g_strdup_printf (_("%s for %s"), project_name, annotator);
  g_strdelimit (name, "/", '-');
  /* A new folder is named like a file to save. */
  quoth_compat_choose_files_async (GTK_WINDOW (self), QUOTH_FILE_SAVE,
                                   _("Package in a New Folder"), name, NULL, NULL,
                                   folder_chosen_cb, NULL);
}

/* --- what there is to choose --- */

static void
fill_annotators (QuothPackageDialog *self)
{
  QuothProject *project = quoth_workspace_get_project (get_workspace (self));
  g_auto (GStrv) layers = quoth_project_list_layers (project, NULL);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint first = 0;

  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    {
      if (!quoth_assign_is_name (layers[i]))
        continue;
      /* Few send a package to themselves. */
      if (first == self->names->len
          && strcmp (layers[i], quoth_project_get_annotator (project)) == 0)
        first++;
      g_ptr_array_add (self->names, g_strdup (layers[i]));
      gtk_string_list_append (model, layers[i]);
    }
  /* Translators: instead of one of the annotators in a list */
  gtk_string_list_append (model, _("Somebody new…"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->annotator), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->annotator), first);
}

/**
 * quoth_package_dialog_new:
 * @window: a window with a project
 *
 * Returns: (transfer full): a dialog; present it
 */
GtkWidget *
quoth_package_dialog_new (QuothWindow *window)
{
  QuothPackageDialog *self = g_object_new (QUOTH_TYPE_PACKAGE_DIALOG, "transient-for", window,
                                           "modal", TRUE, NULL);

  self->window = g_object_ref (window);
  fill_annotators (self);
  quoth_article_choice_offer (self->articles, window, TRUE);
  choice_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->annotator);
  return GTK_WIDGET (self);
}

static void
quoth_package_dialog_dispose (GObject *object)
{
  QuothPackageDialog *self = QUOTH_PACKAGE_DIALOG (object);

  stop_counting (self);
  g_clear_object (&self->window);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_package_dialog_parent_class)->dispose (object);
}

static void
quoth_package_dialog_class_init (QuothPackageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_package_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-package-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothPackageDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, QuothPackageDialog, annotator);
  gtk_widget_class_bind_template_child (widget_class, QuothPackageDialog, name);
  gtk_widget_class_bind_template_child (widget_class, QuothPackageDialog, articles);
  gtk_widget_class_bind_template_child (widget_class, QuothPackageDialog, count_row);
  gtk_widget_class_bind_template_child (widget_class, QuothPackageDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
quoth_package_dialog_init (QuothPackageDialog *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  quoth_reader_names_apply (GTK_WIDGET (self));
}
