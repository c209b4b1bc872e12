/* quoth-places-list.c - the sentences behind a number, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-places-list"

#include "config.h"

#include "quoth-places-list.h"

#include <glib/gi18n.h>

#include "quoth-insights-words.h"
#include "quoth-places.h"
#include "quoth-tooltip.h"

#define PAGE 50

struct _QuothPlacesList
{
  GtkWidget       parent_instance;

  QuothWorkspace *workspace;   /* owned */
  GVariant       *query;       /* owned, nullable */
  GPtrArray      *keys;        /* of char*, nullable entries: where each page seen begins */
  char           *next_key;    /* nullable: there is no next page */
  GCancellable   *cancellable; /* of the worker, nullable */
  GPtrArray      *places;      /* nullable: of the page that is shown */

  GtkWidget      *box;
  GtkWidget      *title;
  GtkWidget      *stack;
  GtkWidget      *list;
  GtkWidget      *empty;
  GtkWidget      *pager;
  GtkWidget      *previous;
  GtkWidget      *next;
};

G_DEFINE_FINAL_TYPE (QuothPlacesList, quoth_places_list, GTK_TYPE_WIDGET)

typedef struct
{
  QuothProject *project; /* only to open another connection */
  GVariant     *query;
  char         *key;     /* nullable */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->project);
  g_variant_unref (question->query);
  g_free (question->key);
  g_free (question);
}

static void
ask_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  GError *error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open_again (question->project, &error);
  QuothPlacesQuery query;
  GPtrArray *places = NULL;

  if (project != NULL && quoth_places_query_unpack (question->query, &query))
    places = quoth_places_list (project, &query, &question->key, PAGE, progress, &error);
  if (places != NULL)
    g_task_return_pointer (task, places, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* --- rows --- */

static void
open_place (QuothPlacesList  *self,
            const QuothPlace *place,
            gboolean          review)
{
  gtk_widget_activate_action (GTK_WIDGET (self), review ? "win.review-place" : "win.show-place",
                              "(suu)", place->article, place->span.start, place->span.end);
  if (place->layer != NULL
      && g_strcmp0 (place->layer, quoth_workspace_get_layer (self->workspace)) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say-layer", "s", place->layer);
}

static const QuothPlace *
get_place (QuothPlacesList *self,
           GtkWidget       *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  return self->places != NULL && index >= 0 && (guint) index < self->places->len
           ? self->places->pdata[index] : NULL;
}

static void
row_activated_cb (QuothPlacesList *self,
                  GtkWidget       *row)
{
  const QuothPlace *place = get_place (self, row);

  if (place != NULL)
    open_place (self, place, place->causes != 0);
}

static void
annotate_clicked_cb (QuothPlacesList *self,
                     GtkWidget       *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  const QuothPlace *place = row != NULL ? get_place (self, row) : NULL;

  if (place != NULL)
    open_place (self, place, FALSE);
}

static char *
make_subtitle (const QuothPlace *place)
{
  g_autofree char *causes = quoth_insights_words_causes_of (place->causes);
  GString *words = g_string_new (place->span.end > place->span.start ? place->name : NULL);
  g_autofree char *plain = NULL;

  if (place->causes != 0)
    g_string_append_printf (words, " · %s", causes);
  if (place->with != NULL)
    /* Translators: names of annotators who marked something */
    g_string_append_printf (words, _(" · marked by %s"), place->with);
  if (place->without != NULL)
    g_string_append_printf (words, _(" · not by %s"), place->without);
  if (place->layer != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", place->layer);
  plain = g_string_free (words, FALSE);
  return g_markup_escape_text (plain, -1);
}

static GtkWidget *
make_row (QuothPlacesList  *self,
          const QuothPlace *place)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *before = g_markup_escape_text (place->before, -1);
  g_autofree char *quote = g_markup_escape_text (place->quote, -1);
  g_autofree char *after = g_markup_escape_text (place->after, -1);
  g_autofree char *title = g_strdup_printf ("%s<b>%s</b>%s", before, quote, after);
  g_autofree char *subtitle = make_subtitle (place);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (place->causes != 0)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("quoth-quote-symbolic");

      quoth_tooltip_set (button, _("Show in Annotate"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_object (button, "clicked", G_CALLBACK (annotate_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static void
clear_rows (QuothPlacesList *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void
fill (QuothPlacesList *self)
{
  QuothPlacesQuery query = { .kind = QUOTH_PLACES_DISPUTES };

  quoth_places_query_unpack (self->query, &query);
  gtk_label_set_label (GTK_LABEL (self->empty),
                       query.kind == QUOTH_PLACES_DISPUTES ? _("Nothing differs there.")
                                                           : _("Nothing is there."));
  clear_rows (self);
  for (guint i = 0; i < self->places->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, self->places->pdata[i]));
  gtk_widget_set_visible (self->pager, self->keys->len > 1 || self->next_key != NULL);
  gtk_widget_set_sensitive (self->previous, self->keys->len > 1);
  gtk_widget_set_sensitive (self->next, self->next_key != NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    self->places->len > 0 ? "list" : "empty");
  if (self->places->len > 0)
    gtk_widget_grab_focus (gtk_widget_get_first_child (self->list));
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  QuothPlacesList *self = QUOTH_PLACES_LIST (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (error != NULL)
    {
      quoth_workspace_announce_failure (self->workspace, error);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
      return;
    }
  g_clear_pointer (&self->places, g_ptr_array_unref);
  self->places = g_steal_pointer (&places);
  g_free (self->next_key);
  self->next_key = g_strdup (((Question *) g_task_get_task_data (G_TASK (result)))->key);
  fill (self);
}

static void
ask (QuothPlacesList *self)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question->project = g_object_ref (quoth_workspace_get_project (self->workspace));
  question->query = g_variant_ref (self->query);
  question->key = g_strdup (self->keys->pdata[self->keys->len - 1]);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "busy");
  task = g_task_new (self, self->cancellable, asked_cb, NULL);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, ask_thread);
}

static void
previous_cb (QuothPlacesList *self)
{
  if (self->keys->len < 2)
    return;
  g_ptr_array_set_size (self->keys, (int) self->keys->len - 1);
  ask (self);
}

static void
next_cb (QuothPlacesList *self)
{
  if (self->next_key == NULL)
    return;
  g_ptr_array_add (self->keys, g_strdup (self->next_key));
  ask (self);
}

void
quoth_places_list_set_workspace (QuothPlacesList *self,
                                 QuothWorkspace  *workspace)
{
  g_return_if_fail (QUOTH_IS_PLACES_LIST (self));

  g_set_object (&self->workspace, workspace);
}

void
quoth_places_list_show (QuothPlacesList *self,
                        const char      *title,
                        GVariant        *query)
{
  g_return_if_fail (QUOTH_IS_PLACES_LIST (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->query, g_variant_unref);
  g_ptr_array_set_size (self->keys, 0);
  clear_rows (self);
  gtk_label_set_label (GTK_LABEL (self->title), title != NULL ? title : "");
  if (query == NULL || quoth_workspace_get_project (self->workspace) == NULL)
    return;
  self->query = g_variant_ref_sink (query);
  g_ptr_array_add (self->keys, NULL);
  ask (self);
}

static void
quoth_places_list_dispose (GObject *object)
{
  QuothPlacesList *self = QUOTH_PLACES_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_places_list_parent_class)->dispose (object);
}

static void
quoth_places_list_finalize (GObject *object)
{
  QuothPlacesList *self = QUOTH_PLACES_LIST (object);

  g_clear_pointer (&self->query, g_variant_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_ptr_array_unref (self->keys);
  g_free (self->next_key);
  G_OBJECT_CLASS (quoth_places_list_parent_class)->finalize (object);
}

static void
quoth_places_list_class_init (QuothPlacesListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_places_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = quoth_places_list_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-places-list.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothPlacesList, box);
  gtk_widget_class_bind_template_child (widget_class, QuothPlacesList, title);
  gtk_widget_class_bind_template_child (widget_class, QuothPlacesList, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothPlacesList, list);
  gtk_widget_class_bind_template_child (widget_class, QuothPlacesList, empty);
  gtk_widget_class_bind_template_child (widget_class, QuothPlacesList, pager);
  gtk_widget_class_bind_template_child (widget_class, QuothPlacesList, previous);
  gtk_widget_class_bind_template_child (widget_class, QuothPlacesList, next);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
quoth_places_list_init (QuothPlacesList *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
