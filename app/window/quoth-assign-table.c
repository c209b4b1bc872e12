/* quoth-assign-table.c - who has which article, and how far they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-assign-table"

#include "config.h"

#include "quoth-assign-table.h"

#include <glib/gi18n.h>

#include "quoth-assign.h"
#include "quoth-guidelines.h"
#include "quoth-project-query.h"

/* Lists jump when more rows than about two hundred are scrolled. */
#define PAGE 100
/* More columns are no help; the words of a narrow window name everybody. */
#define MAX_COLUMNS 30

struct _QuothAssignTable
{
  GtkWidget   parent_instance;

  GPtrArray  *works;    /* owned, nullable: of QuothArticleWork */
  GPtrArray  *versions; /* owned, nullable: of QuothGuidelines */
  GPtrArray  *titles;   /* of char*: the names of the articles of the page */
  char      **names;    /* owned: the annotators, one for each column after the first */
  guint       first;    /* article at the top of the page */
  gboolean    narrow;
  GListStore *store;    /* owned: of GtkStringObject, one for each line of the page */

  GtkWidget  *box;
  GtkWidget  *view;
  GtkWidget  *pager;
  GtkWidget  *position;
  GtkWidget  *previous;
  GtkWidget  *next;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothAssignTable, quoth_assign_table, GTK_TYPE_WIDGET)

static const QuothArticleWork *
get_work (QuothAssignTable *self,
          guint             line)
{
  guint at = self->first + line;

  return self->works != NULL && at < self->works->len ? self->works->pdata[at] : NULL;
}

/* --- words --- */

static const char *
get_state (const QuothLayerWork *layer)
{
  if (g_str_equal (layer->state, "done"))
    /* Translators: the state of an annotator's work on an article */
    return C_("assignment", "Done");
  if (g_str_equal (layer->state, "locked"))
    return C_("assignment", "Locked");
  return layer->begun ? C_("assignment", "In work") : C_("assignment", "Not begun");
}

static gboolean
are_apart (const QuothArticleWork *work)
{
  const char *first = NULL;

  for (guint i = 0; i < work->layers->len; i++)
    {
      const QuothLayerWork *layer = &g_array_index (work->layers, QuothLayerWork, i);

      if (layer->guidelines == NULL || !quoth_assign_is_name (layer->layer))
        continue;
      if (first != NULL && !g_str_equal (first, layer->guidelines))
        return TRUE;
      first = layer->guidelines;
    }
  return FALSE;
}

/* Guidelines are named where annotators of the article followed different versions. */
static char *
dup_state (QuothAssignTable       *self,
           const QuothArticleWork *work,
           const QuothLayerWork   *layer)
{
  const QuothGuidelines *version;

  if (layer->guidelines == NULL || self->versions == NULL || !are_apart (work))
    return g_strdup (get_state (layer));
  version = quoth_guidelines_find (self->versions, layer->guidelines);
  if (version == NULL)
    /* Translators: %s is the state of somebody's work on an article, such as “Done” */
    return g_strdup_printf (_("%s, guidelines of another project"), get_state (layer));
  /* Translators: %s is the state of somebody's work on an article, such as “Done” */
  return g_strdup_printf (_("%s, guidelines version %u"), get_state (layer), version->number);
}

static char *
find_state (QuothAssignTable       *self,
            const QuothArticleWork *work,
            const char             *name)
{
  for (guint i = 0; i < work->layers->len; i++)
    {
      const QuothLayerWork *layer = &g_array_index (work->layers, QuothLayerWork, i);

      if (g_str_equal (layer->layer, name))
        return dup_state (self, work, layer);
    }
  return NULL;
}

static char *
dup_words (QuothAssignTable       *self,
           const QuothArticleWork *work)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < work->layers->len; i++)
    {
      const QuothLayerWork *layer = &g_array_index (work->layers, QuothLayerWork, i);
      g_autofree char *state = NULL;

      if (!quoth_assign_is_name (layer->layer))
        continue;
      state = dup_state (self, work, layer);
      if (words->len > 0)
        g_string_append (words, " · ");
      /* Translators: an annotator, and how far they are: “anna: In work” */
      g_string_append_printf (words, _("%s: %s"), layer->layer, state);
    }
  if (words->len == 0)
    g_string_append (words, _("Nobody has it"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* --- cells --- */

static void
setup_article_cb (GtkListItemFactory *factory,
                  GtkListItem        *item,
                  QuothAssignTable   *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *words = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_add_css_class (words, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

static void
bind_article_cb (GtkListItemFactory *factory,
                 GtkListItem        *item,
                 QuothAssignTable   *self)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *words = gtk_widget_get_next_sibling (name);
  guint line = gtk_list_item_get_position (item);
  const QuothArticleWork *work = get_work (self, line);
  g_autofree char *text = work != NULL ? dup_words (self, work) : NULL;

  gtk_label_set_label (GTK_LABEL (name),
                       line < self->titles->len ? self->titles->pdata[line] : "");
  gtk_widget_set_tooltip_text (name, gtk_label_get_label (GTK_LABEL (name)));
  gtk_label_set_label (GTK_LABEL (words), text != NULL ? text : "");
  gtk_widget_set_visible (words, self->narrow);
}

static void
setup_state_cb (GtkListItemFactory *factory,
                GtkListItem        *item,
                gpointer            column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_state_cb (GtkListItemFactory *factory,
               GtkListItem        *item,
               gpointer            column)
{
  QuothAssignTable *self = QUOTH_ASSIGN_TABLE (g_object_get_data (G_OBJECT (factory),
                                                                  "quoth-table"));
  GtkWidget *label = gtk_list_item_get_child (item);
  const QuothArticleWork *work = get_work (self, gtk_list_item_get_position (item));
  g_autofree char *state =
    work != NULL ? find_state (self, work, self->names[GPOINTER_TO_UINT (column)]) : NULL;

  gtk_label_set_label (GTK_LABEL (label), state != NULL ? state : "–");
  if (state == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static void
append_column (QuothAssignTable   *self,
               const char         *title,
               GtkListItemFactory *factory, /* transfer full */
               gboolean            expand)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
}

static void
build_columns (QuothAssignTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (GTK_COLUMN_VIEW (self->view), column);
    }
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_article_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_article_cb), self, 0);
  append_column (self, _("Article"), factory, TRUE);
  for (guint k = 0; !self->narrow && self->names[k] != NULL && k < MAX_COLUMNS; k++)
    {
      factory = gtk_signal_list_item_factory_new ();
      g_object_set_data (G_OBJECT (factory), "quoth-table", self);
      g_signal_connect (factory, "setup", G_CALLBACK (setup_state_cb), GUINT_TO_POINTER (k));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_state_cb), GUINT_TO_POINTER (k));
      append_column (self, self->names[k], factory, FALSE);
    }
}

/* --- pages --- */

static void
fill (QuothAssignTable *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->works != NULL ? self->works->len : 0;
  g_autofree char *position = NULL;

  for (guint i = 0; i < self->titles->len; i++)
    g_ptr_array_add (items, gtk_string_object_new (self->titles->pdata[i]));
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       items->pdata, items->len);
  /* Translators: first and last row of the page, and how many there are in all */
  position = g_strdup_printf (_("%u–%u of %u"), self->first + 1, self->first + items->len, n);
  gtk_label_set_label (GTK_LABEL (self->position), position);
  gtk_widget_set_visible (self->pager, n > PAGE);
  gtk_widget_set_sensitive (self->previous, self->first > 0);
  gtk_widget_set_sensitive (self->next, self->first + PAGE < n);
}

static void
load_titles (QuothAssignTable *self,
             QuothProject     *project)
{
  g_ptr_array_set_size (self->titles, 0);
  for (guint line = 0; line < PAGE && get_work (self, line) != NULL; line++)
    {
      const QuothArticleWork *work = get_work (self, line);
      QuothArticle *article = quoth_project_lookup_article (project, work->id, NULL);

      g_ptr_array_add (self->titles, g_strdup (article != NULL ? article->name : work->id));
      g_clear_pointer (&article, quoth_article_unref);
    }
}

static void
turn_to (QuothAssignTable *self,
         guint             first)
{
  QuothProject *project = g_object_get_data (G_OBJECT (self), "quoth-project");

  self->first = first;
  load_titles (self, project);
  fill (self);
}

static void
previous_cb (QuothAssignTable *self)
{
  turn_to (self, self->first - MIN (self->first, PAGE));
}

static void
next_cb (QuothAssignTable *self)
{
  turn_to (self, self->first + PAGE);
}

static void
activate_cb (QuothAssignTable *self,
             guint             line)
{
  const QuothArticleWork *work = get_work (self, line);

  if (work != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, work->id);
}

/**
 * quoth_assign_table_set_works:
 * @self: a table
 * @project: where the names of the articles stand
 * @works: (element-type QuothArticleWork): all articles
 * @names: the annotators to show
 */
void
quoth_assign_table_set_works (QuothAssignTable   *self,
                              QuothProject       *project,
                              GPtrArray          *works,
                              const char *const  *names)
{
  g_return_if_fail (QUOTH_IS_ASSIGN_TABLE (self));

  g_object_set_data_full (G_OBJECT (self), "quoth-project", g_object_ref (project),
                          g_object_unref);
  g_ptr_array_ref (works);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  self->works = works;
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = quoth_guidelines_list (project, NULL);
  if (self->names == NULL || !g_strv_equal ((const char *const *) self->names, names))
    {
      /* No cell may ask for a name that is gone. */
      g_list_store_remove_all (self->store);
      g_strfreev (self->names);
      self->names = g_strdupv ((char **) names);
      build_columns (self);
    }
  turn_to (self, self->first < works->len ? self->first : 0);
}

/**
 * quoth_assign_table_set_narrow:
 * @self: a table
 * @narrow: whether there is no room for columns
 */
void
quoth_assign_table_set_narrow (QuothAssignTable *self,
                               gboolean          narrow)
{
  g_return_if_fail (QUOTH_IS_ASSIGN_TABLE (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->names != NULL)
    {
      g_list_store_remove_all (self->store);
      build_columns (self);
      fill (self);
    }
}

void
quoth_assign_table_take_focus (QuothAssignTable *self)
{
  g_return_if_fail (QUOTH_IS_ASSIGN_TABLE (self));

  gtk_widget_grab_focus (self->view);
}

static void
quoth_assign_table_dispose (GObject *object)
{
  QuothAssignTable *self = QUOTH_ASSIGN_TABLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_strfreev);
  G_OBJECT_CLASS (quoth_assign_table_parent_class)->dispose (object);
}

static void
quoth_assign_table_class_init (QuothAssignTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_assign_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                            G_TYPE_STRING);
}

static GtkWidget *
add_step (QuothAssignTable *self,
          const char       *icon,
          const char       *tooltip,
          GCallback         callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->pager), button);
  return button;
}

static void
quoth_assign_table_init (QuothAssignTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkSingleSelection *selection;

  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  self->view = gtk_column_view_new (GTK_SELECTION_MODEL (selection));
  gtk_widget_add_css_class (self->view, "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Who has which article"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), scroller);
  self->pager = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->pager, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->pager, 6);
  gtk_widget_set_margin_bottom (self->pager, 6);
  self->previous = add_step (self, "go-previous-symbolic", _("Previous articles"),
                             G_CALLBACK (previous_cb));
  self->position = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->position, "numeric");
  gtk_box_append (GTK_BOX (self->pager), self->position);
  self->next = add_step (self, "go-next-symbolic", _("Next articles"), G_CALLBACK (next_cb));
  gtk_box_append (GTK_BOX (self->box), self->pager);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
