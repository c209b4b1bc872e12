/* quoth-filter-button.c - which articles to list: by status, type, person, open tasks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-filter-button"

#include "config.h"

#include "quoth-filter-button.h"

#include <glib/gi18n.h>

#include "quoth-entity-picker.h"

struct _QuothFilterButton
{
  GtkWidget     parent_instance;

  QuothProject *project;  /* owned, nullable */
  QuothScheme  *scheme;   /* owned: what the rows of the drop-downs mean; nullable */
  char         *entity;   /* nullable: id in the registry */
  gboolean      filling;  /* the widgets are being set, not chosen */

  GtkWidget    *button;
  GtkWidget    *popover;
  GtkWidget    *status;
  GtkWidget    *type;
  GtkWidget    *person;
  GtkWidget    *anybody;
  GtkWidget    *picker;
  GtkWidget    *tasks;
  GtkWidget    *comments;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothFilterButton, quoth_filter_button, GTK_TYPE_WIDGET)

static const QuothAttribute *
get_status_attribute (QuothFilterButton *self)
{
  return quoth_scheme_lookup_attribute (self->scheme, "status");
}

static const QuothValue *
get_status (QuothFilterButton *self)
{
  const QuothAttribute *status = get_status_attribute (self);
  guint row = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->status));

  if (status == NULL || row == 0 || row > status->values->len)
    return NULL;
  return status->values->pdata[row - 1];
}

static const QuothType *
get_type (QuothFilterButton *self)
{
  guint row = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->type));

  return row > 0 && row <= quoth_scheme_get_n_types (self->scheme)
           ? quoth_scheme_get_type_at (self->scheme, row - 1) : NULL;
}

static QuothEntity *
get_entity (QuothFilterButton *self)
{
  if (self->entity == NULL || self->project == NULL)
    return NULL;
  return quoth_registry_resolve (quoth_project_get_registry (self->project), self->entity);
}

/**
 * quoth_filter_button_get:
 * @self: a button
 * @filter: (inout): gets status, type, entity, open_tasks and open_comments; the rest stays
 */
void
quoth_filter_button_get (QuothFilterButton  *self,
                         QuothArticleFilter *filter)
{
  const QuothEntity *entity;

  g_return_if_fail (QUOTH_IS_FILTER_BUTTON (self));

  if (self->project == NULL)
    return;
  entity = get_entity (self);
  filter->status = get_status (self) != NULL ? get_status (self)->id : NULL;
  filter->type = get_type (self) != NULL ? get_type (self)->id : NULL;
  filter->entity = entity != NULL ? entity->id : NULL;
  filter->open_tasks = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->tasks));
  filter->open_comments = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->comments));
}

/**
 * quoth_filter_button_dup_words:
 * @self: a button
 *
 * Returns: (transfer full) (nullable): what is set, in one line; %NULL for nothing
 */
char *
quoth_filter_button_dup_words (QuothFilterButton *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *with = NULL;

  g_return_val_if_fail (QUOTH_IS_FILTER_BUTTON (self), NULL);

  if (self->project == NULL)
    return NULL;
  if (get_status (self) != NULL)
    g_ptr_array_add (words, get_status (self)->name);
  if (get_type (self) != NULL)
    g_ptr_array_add (words, get_type (self)->name);
  if (get_entity (self) != NULL)
    {
      /* Translators: the list shows only articles that mention this person */
      with = g_strdup_printf (_("With %s"), get_entity (self)->name);
      g_ptr_array_add (words, with);
    }
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->tasks)))
    g_ptr_array_add (words, _("Open tasks"));
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->comments)))
    g_ptr_array_add (words, _("Open comments"));
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
show_person (QuothFilterButton *self)
{
  QuothEntity *entity = get_entity (self);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->person),
                             entity != NULL ? entity->name : _("Anybody"));
  gtk_widget_set_visible (self->anybody, entity != NULL);
}

static void
changed_cb (QuothFilterButton *self)
{
  g_autofree char *words = NULL;

  if (self->filling)
    return;
  show_person (self);
  words = quoth_filter_button_dup_words (self);
  if (words != NULL)
    gtk_widget_add_css_class (self->button, "accent");
  else
    gtk_widget_remove_css_class (self->button, "accent");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The same choice again, by its id: a changed scheme may have moved or removed it. */
static guint
find_type (QuothFilterButton *self,
           const char        *type)
{
  for (guint i = 0; type != NULL && i < quoth_scheme_get_n_types (self->scheme); i++)
    if (g_str_equal (quoth_scheme_get_type_at (self->scheme, i)->id, type))
      return i + 1;
  return 0;
}

static void
fill_drop_downs (QuothFilterButton *self,
                 const char        *status_id,
                 const char        *type_id)
{
  const QuothAttribute *status = get_status_attribute (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);
  guint row = 0;

  gtk_string_list_append (names, _("Any status"));
  for (guint i = 0; status != NULL && i < status->values->len; i++)
    {
      const QuothValue *value = status->values->pdata[i];

      gtk_string_list_append (names, value->name);
      if (g_strcmp0 (value->id, status_id) == 0)
        row = i + 1;
    }
  gtk_string_list_append (types, _("Anything"));
  for (guint i = 0; i < quoth_scheme_get_n_types (self->scheme); i++)
    gtk_string_list_append (types, quoth_scheme_get_type_at (self->scheme, i)->name);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->status), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->status), row);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->type), G_LIST_MODEL (types));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), find_type (self, type_id));
}

/**
 * quoth_filter_button_set_project:
 * @self: a button
 * @project: (nullable): whose statuses, types and people to offer
 *
 * Another project begins without a filter; the same one keeps what still exists.
 */
void
quoth_filter_button_set_project (QuothFilterButton *self,
                                 QuothProject      *project)
{
  QuothArticleFilter filter = { 0 };
  g_autofree char *status = NULL;
  g_autofree char *type = NULL;

  g_return_if_fail (QUOTH_IS_FILTER_BUTTON (self));

  if (self->project == project
      && (project == NULL || self->scheme == quoth_project_get_scheme (project)))
    return;
  self->filling = TRUE;
  if (self->project != NULL && self->project == project)
    {
      quoth_filter_button_get (self, &filter);
      status = g_strdup (filter.status);
      type = g_strdup (filter.type);
    }
  else
    {
      g_clear_pointer (&self->entity, g_free);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->tasks), FALSE);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->comments), FALSE);
    }
  g_set_object (&self->project, project);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  if (project != NULL)
    self->scheme = quoth_scheme_ref (quoth_project_get_scheme (project));
  if (project != NULL)
    fill_drop_downs (self, status, type);
  self->filling = FALSE;
  changed_cb (self);
}

/**
 * quoth_filter_button_set_entity:
 * @self: a button
 * @entity: (nullable): id in the registry
 */
void
quoth_filter_button_set_entity (QuothFilterButton *self,
                                const char        *entity)
{
  g_autofree char *wanted = g_strdup (entity);

  g_return_if_fail (QUOTH_IS_FILTER_BUTTON (self));

  g_free (self->entity);
  self->entity = g_steal_pointer (&wanted);
  changed_cb (self);
}

/**
 * quoth_filter_button_clear:
 * @self: a button
 *
 * Lists all again.
 */
void
quoth_filter_button_clear (QuothFilterButton *self)
{
  g_return_if_fail (QUOTH_IS_FILTER_BUTTON (self));

  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->status), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->tasks), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->comments), FALSE);
  g_clear_pointer (&self->entity, g_free);
  self->filling = FALSE;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  changed_cb (self);
}

static void
anybody_cb (QuothFilterButton *self)
{
  quoth_filter_button_set_entity (self, NULL);
  gtk_widget_grab_focus (self->person);
}

static void
offer_people_cb (GtkMenuButton *button,
                 gpointer       data)
{
  QuothFilterButton *self = data;

  if (self->project != NULL)
    quoth_entity_picker_fill (QUOTH_ENTITY_PICKER (self->picker),
                              quoth_project_get_registry (self->project), NULL, "");
}

static void
quoth_filter_button_dispose (GObject *object)
{
  QuothFilterButton *self = QUOTH_FILTER_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->project);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->entity, g_free);
  G_OBJECT_CLASS (quoth_filter_button_parent_class)->dispose (object);
}

static void
quoth_filter_button_class_init (QuothFilterButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_filter_button_dispose;
  g_type_ensure (QUOTH_TYPE_ENTITY_PICKER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-filter-button.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, button);
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, popover);
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, status);
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, type);
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, person);
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, anybody);
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, picker);
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, tasks);
  gtk_widget_class_bind_template_child (widget_class, QuothFilterButton, comments);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, anybody_cb);
  gtk_widget_class_bind_template_callback (widget_class, quoth_filter_button_clear);
  gtk_widget_class_bind_template_callback (widget_class, quoth_filter_button_set_entity);
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
quoth_filter_button_init (QuothFilterButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  quoth_entity_picker_set_only_known (QUOTH_ENTITY_PICKER (self->picker), NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->person), offer_people_cb, self,
                                         NULL);
}
