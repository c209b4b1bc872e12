/* quoth-assign-people.c - whom articles are given to, and how much each would have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-assign-people"

#include "config.h"

#include "quoth-assign-people.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "quoth-assign.h"
#include "quoth-control-row.h"

#define BAR_WIDTH 72

typedef struct
{
  char      *name;
  GtkWidget *row;   /* the rest is borrowed */
  GtkWidget *check;
  GtkWidget *news;
  GtkWidget *bar;
} Person;

struct _QuothAssignPeople
{
  GtkWidget  parent_instance;

  GPtrArray *people; /* of Person, in the order of the rows */

  GtkWidget *box;
  GtkWidget *list;
  GtkWidget *entry;  /* the last row */
  GtkWidget *problem;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothAssignPeople, quoth_assign_people, GTK_TYPE_WIDGET)

static void
person_free (gpointer data)
{
  Person *self = data;

  g_free (self->name);
  g_free (self);
}

static Person *
find (QuothAssignPeople *self,
      const char        *name)
{
  for (guint i = 0; i < self->people->len; i++)
    if (g_str_equal (((Person *) self->people->pdata[i])->name, name))
      return self->people->pdata[i];
  return NULL;
}

static void
changed_cb (QuothAssignPeople *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- who is there --- */

static Person *
create_person (const char *name)
{
  Person *person = g_new0 (Person, 1);

  person->name = g_strdup (name);
  person->row = quoth_control_row_new ();
  person->check = gtk_check_button_new ();
  person->news = gtk_label_new (NULL);
  person->bar = gtk_level_bar_new ();
  gtk_widget_add_css_class (person->news, "numeric");
  gtk_widget_set_valign (person->check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (person->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (person->bar, BAR_WIDTH, -1);
  gtk_widget_set_visible (person->bar, FALSE);
  /* More work is not better work: one colour for all. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (person->bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (person->bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (person->bar), GTK_LEVEL_BAR_OFFSET_FULL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (person->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (person->row), name);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (person->row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (person->row), person->check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (person->row), person->news);
  adw_action_row_add_suffix (ADW_ACTION_ROW (person->row), person->bar);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (person->row), person->check);
  /* The row says the number that the bar shows. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (person->bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return person;
}

/**
 * quoth_assign_people_add:
 * @self: the list
 * @name: an annotator; one who is there already is only chosen
 * @chosen: whether they get articles
 */
void
quoth_assign_people_add (QuothAssignPeople *self,
                         const char        *name,
                         gboolean           chosen)
{
  Person *person;

  g_return_if_fail (QUOTH_IS_ASSIGN_PEOPLE (self));

  person = find (self, name);
  if (person == NULL)
    {
      person = create_person (name);
      gtk_list_box_insert (GTK_LIST_BOX (self->list), person->row, (int) self->people->len);
      g_ptr_array_add (self->people, person);
      g_signal_connect_object (person->check, "toggled", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (person->check), chosen);
}

/**
 * quoth_assign_people_dup_chosen:
 * @self: the list
 *
 * Returns: (transfer full): who is chosen
 */
char **
quoth_assign_people_dup_chosen (QuothAssignPeople *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (QUOTH_IS_ASSIGN_PEOPLE (self), NULL);

  for (guint i = 0; i < self->people->len; i++)
    {
      const Person *person = self->people->pdata[i];

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (person->check)))
        g_strv_builder_add (names, person->name);
    }
  return g_strv_builder_end (names);
}

/* --- somebody new --- */

static void
typed_cb (QuothAssignPeople *self)
{
  gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_visible (self->problem, FALSE);
}

static void
add_cb (QuothAssignPeople *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_strstrip (name);
  if (*name == '\0')
    return;
  if (!quoth_assign_is_name (name))
    {
      gtk_widget_add_css_class (self->entry, "error");
      gtk_widget_set_visible (self->problem, TRUE);
      return;
    }
  quoth_assign_people_add (self, name, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* --- how much each would have --- */

static void
show_load (Person                *person,
           const QuothAssignLoad *load,
           guint64                most)
{
  g_autofree char *articles = g_strdup_printf (ngettext ("%'u article", "%'u articles",
                                                         load->n_articles), load->n_articles);
  g_autofree char *characters = g_strdup_printf (ngettext ("%'" PRIu64 " character",
                                                           "%'" PRIu64 " characters",
                                                           (gulong) load->n_chars), load->n_chars);
  /* Translators: such as “12 articles” and “40,000 characters” */
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s"), articles, characters);
  g_autoptr (GString) news = g_string_new (NULL);

  if (load->n_new > 0)
    g_string_append_printf (news, "+%u", load->n_new);
  if (load->n_lost > 0)
    g_string_append_printf (news, "%s−%u", news->len > 0 ? " " : "", load->n_lost);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (person->row), subtitle);
  gtk_label_set_label (GTK_LABEL (person->news), news->str);
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (person->bar), (double) MAX (most, 1));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (person->bar), (double) load->n_chars);
}

/**
 * quoth_assign_people_show:
 * @self: the list
 * @loads: (nullable) (element-type QuothAssignLoad): what those who are chosen would have
 */
void
quoth_assign_people_show (QuothAssignPeople *self,
                          GPtrArray         *loads)
{
  guint64 most = 0;

  g_return_if_fail (QUOTH_IS_ASSIGN_PEOPLE (self));

  for (guint i = 0; loads != NULL && i < loads->len; i++)
    most = MAX (most, ((QuothAssignLoad *) loads->pdata[i])->n_chars);
  for (guint i = 0; i < self->people->len; i++)
    {
      Person *person = self->people->pdata[i];
      const QuothAssignLoad *load = NULL;

      for (guint k = 0; loads != NULL && k < loads->len; k++)
        if (g_str_equal (((QuothAssignLoad *) loads->pdata[k])->annotator, person->name))
          load = loads->pdata[k];
      gtk_widget_set_visible (person->bar, load != NULL);
      gtk_widget_set_visible (person->news, load != NULL);
      if (load != NULL)
        show_load (person, load, most);
      else
        adw_action_row_set_subtitle (ADW_ACTION_ROW (person->row),
                                     gtk_check_button_get_active (GTK_CHECK_BUTTON (person->check))
                                       ? NULL : _("Gets nothing new"));
    }
}

/**
 * quoth_assign_people_take_focus:
 * @self: the list
 *
 * The keyboard goes to the first name, or to where one is typed.
 */
void
quoth_assign_people_take_focus (QuothAssignPeople *self)
{
  g_return_if_fail (QUOTH_IS_ASSIGN_PEOPLE (self));

  gtk_widget_grab_focus (self->people->len > 0 ? ((Person *) self->people->pdata[0])->row
                                               : self->entry);
}

static void
quoth_assign_people_dispose (GObject *object)
{
  QuothAssignPeople *self = QUOTH_ASSIGN_PEOPLE (object);

  g_ptr_array_set_size (self->people, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (quoth_assign_people_parent_class)->dispose (object);
}

static void
quoth_assign_people_finalize (GObject *object)
{
  g_ptr_array_unref (QUOTH_ASSIGN_PEOPLE (object)->people);
  G_OBJECT_CLASS (quoth_assign_people_parent_class)->finalize (object);
}

static void
quoth_assign_people_class_init (QuothAssignPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_assign_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = quoth_assign_people_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
quoth_assign_people_init (QuothAssignPeople *self)
{
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = gtk_list_box_new ();
  self->entry = adw_entry_row_new ();
  self->problem = gtk_label_new (_("This name is taken by Quoth itself"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Annotators"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _("Add an annotator"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->entry);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->problem);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
