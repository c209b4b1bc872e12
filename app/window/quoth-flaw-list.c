/* quoth-flaw-list.c - findings by kind, and which is selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-flaw-list"

#include "config.h"

#include "quoth-flaw-list.h"

#include <string.h>

#include "quoth-flaw-choice.h"
#include "quoth-flaw-words.h"
#include "quoth-hit-row.h"

#define MAX_ROWS 200

struct _QuothFlawList
{
  GtkWidget    parent_instance;

  QuothFlaws  *flaws;      /* owned, nullable */
  GPtrArray   *shown;      /* of QuothFlaw, borrowed: what row i shows, in the order of @flaws */
  GPtrArray   *gone;       /* of QuothFlaw: no longer found, but rows may still show them */
  GPtrArray   *namesakes;  /* of QuothFlaw: those of the last run, to know them again */
  char        *layer;      /* nullable */
  guint        wanted;     /* the place to select when the selected row goes */
  gboolean     settling;   /* rows come and go: what is selected is told when all stand */

  GtkWidget   *scroller;
  GtkWidget   *box;        /* GtkListBox */
};

enum
{
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothFlawList, quoth_flaw_list, GTK_TYPE_WIDGET)

/* What looking at one article again did, by kind. */
typedef struct
{
  guint listed[QUOTH_N_FLAW_KINDS];  /* of all articles */
  guint kept[QUOTH_N_FLAW_KINDS];
  guint gone[QUOTH_N_FLAW_KINDS];
  guint added[QUOTH_N_FLAW_KINDS];   /* also those that the list has no room for */
} Tally;

static GtkListBox *
get_box (QuothFlawList *self)
{
  return GTK_LIST_BOX (self->box);
}

static int
get_selected (QuothFlawList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (get_box (self));

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static GtkWidget *
create_row (const QuothFlaw *flaw)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = quoth_hit_row_new ();
  /* What is about the article as a whole has no words. */
  gboolean whole = flaw->span.start == flaw->span.end;
  g_autofree char *name = g_strdup_printf ("%s: %s%s%s", flaw->article_name, flaw->before,
                                           flaw->match, flaw->after);

  quoth_hit_row_set (QUOTH_HIT_ROW (line), flaw->article_name, whole ? "" : flaw->before,
                     whole ? flaw->article_name : flaw->match, whole ? "" : flaw->after);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  whole ? flaw->article_name : name, -1);
  return row;
}

static void
remove_row (QuothFlawList *self,
            guint          place)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_box (self), (int) place);

  if (gtk_list_box_row_is_selected (row))
    self->wanted = place;
  else if (self->wanted != G_MAXUINT && place < self->wanted)
    self->wanted--;
  /* The box asks for headers as rows go: by then the places must be right. */
  g_ptr_array_remove_index (self->shown, place);
  gtk_list_box_remove (get_box (self), GTK_WIDGET (row));
}

static void
insert_row (QuothFlawList *self,
            QuothFlaw     *flaw,
            guint          place)
{
  if (self->wanted != G_MAXUINT && place < self->wanted)
    self->wanted++;
  g_ptr_array_insert (self->shown, (int) place, flaw);
  gtk_list_box_insert (get_box (self), create_row (flaw), (int) place);
}

/* Rows that stay are not touched. */
static void
sync_rows (QuothFlawList *self)
{
  g_autoptr (GPtrArray) chosen = quoth_flaws_choose (self->flaws->list, MAX_ROWS);
  g_autoptr (GHashTable) stays = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < chosen->len; i++)
    g_hash_table_add (stays, chosen->pdata[i]);
  for (guint i = self->shown->len; i > 0; i--)
    if (!g_hash_table_contains (stays, self->shown->pdata[i - 1]))
      remove_row (self, i - 1);
  for (guint i = 0; i < chosen->len; i++)
    if (i >= self->shown->len || self->shown->pdata[i] != chosen->pdata[i])
      insert_row (self, chosen->pdata[i], i);
  g_ptr_array_set_size (self->gone, 0);
}

/* The rows show what is known, and one of them is selected. */
static void
settle (QuothFlawList *self)
{
  self->settling = TRUE;
  sync_rows (self);
  gtk_list_box_invalidate_headers (get_box (self));
  if (self->shown->len > 0 && get_selected (self) < 0)
    {
      guint place = self->wanted != G_MAXUINT ? MIN (self->wanted, self->shown->len - 1) : 0;
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_box (self), (int) place);

      gtk_list_box_select_row (get_box (self), row);
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  self->wanted = G_MAXUINT;
  self->settling = FALSE;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/* Where in @among what is called @finding stands; -1 for nowhere. */
static int
find (QuothFlawList *self,
      GPtrArray     *among,
      const char    *finding,
      const char    *article)
{
  for (guint i = 0; i < among->len; i++)
    {
      const QuothFlaw *flaw = among->pdata[i];
      g_autofree char *name = NULL;

      if (strcmp (flaw->article, article) != 0)
        continue;
      name = quoth_flaw_dup_finding (flaw, self->layer);
      if (strcmp (name, finding) == 0)
        return (int) i;
    }
  return -1;
}

/* The findings that @fresh has, by name: each once. */
static GHashTable *
index_findings (QuothFlawList *self,
                GPtrArray     *fresh)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < fresh->len; i++)
    g_hash_table_insert (names, quoth_flaw_dup_finding (fresh->pdata[i], self->layer),
                         fresh->pdata[i]);
  return names;
}

/* What of @article is no longer found goes; @names keeps what is not in the list yet. */
static void
drop_gone (QuothFlawList *self,
           const char    *article,
           GHashTable    *names,
           Tally         *tally)
{
  GPtrArray *list = self->flaws->list;

  for (guint i = list->len; i > 0; i--)
    {
      const QuothFlaw *flaw = list->pdata[i - 1];
      QuothFlawKind kind = flaw->kind;
      g_autofree char *finding = strcmp (flaw->article, article) == 0
                                 ? quoth_flaw_dup_finding (flaw, self->layer) : NULL;

      if (finding != NULL && !g_hash_table_remove (names, finding))
        {
          tally->gone[kind]++;
          g_ptr_array_add (self->gone, g_ptr_array_steal_index (list, i - 1));
          continue;
        }
      tally->listed[kind]++;
      if (finding != NULL)
        tally->kept[kind]++;
    }
}

/* Takes of @fresh what @names has, as far as the list keeps that many of a kind. */
static void
add_new (QuothFlawList *self,
         GPtrArray     *fresh,
         GHashTable    *names,
         Tally         *tally)
{
  for (guint i = fresh->len; i > 0; i--)
    {
      QuothFlaw *flaw = fresh->pdata[i - 1];
      g_autofree char *finding = quoth_flaw_dup_finding (flaw, self->layer);

      if (g_hash_table_lookup (names, finding) != flaw)
        continue;
      tally->added[flaw->kind]++;
      if (tally->listed[flaw->kind] >= QUOTH_FLAWS_KEPT)
        continue;
      tally->listed[flaw->kind]++;
      quoth_flaws_insert (self->flaws->list, g_ptr_array_steal_index (fresh, i - 1));
    }
}

/**
 * quoth_flaw_list_take:
 * @self: a list
 * @flaws: (transfer full): what was found
 * @layer: in which layer
 *
 * Shows it; what was selected stays so if it is still there.
 */
void
quoth_flaw_list_take (QuothFlawList *self,
                      QuothFlaws    *flaws,
                      const char    *layer)
{
  const QuothFlaw *selected = quoth_flaw_list_get_selected (self);
  g_autoptr (GPtrArray) chosen = NULL;
  guint wanted = G_MAXUINT;

  g_return_if_fail (QUOTH_IS_FLAW_LIST (self) && flaws != NULL);

  if (selected != NULL && g_strcmp0 (self->layer, layer) == 0)
    {
      g_autofree char *finding = quoth_flaw_dup_finding (selected, layer);
      int place;

      chosen = quoth_flaws_choose (flaws->list, MAX_ROWS);
      place = find (self, chosen, finding, selected->article);
      wanted = place >= 0 ? (guint) place : (guint) get_selected (self);
    }
  self->settling = TRUE;
  while (self->shown->len > 0)
    remove_row (self, self->shown->len - 1);
  self->wanted = G_MAXUINT;
  g_clear_pointer (&self->flaws, quoth_flaws_free);
  g_free (self->layer);
  self->layer = g_strdup (layer);
  self->flaws = flaws;
  g_ptr_array_set_size (self->namesakes, 0);
  for (guint i = 0; i < flaws->list->len; i++)
    if (((QuothFlaw *) flaws->list->pdata[i])->kind == QUOTH_FLAW_NAMESAKE)
      g_ptr_array_add (self->namesakes, quoth_flaw_copy (flaws->list->pdata[i]));
  sync_rows (self);
  self->wanted = wanted;
  settle (self);
}

/**
 * quoth_flaw_list_renew:
 * @self: a list
 * @project: the project
 * @article: id of an article that changed
 * @error: return location for a #QuothProjectError
 *
 * Looks at the article again, and changes only the rows that differ.
 */
gboolean
quoth_flaw_list_renew (QuothFlawList  *self,
                       QuothProject   *project,
                       const char     *article,
                       GError        **error)
{
  Tally tally = { 0 };
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GHashTable) names = NULL;

  g_return_val_if_fail (QUOTH_IS_FLAW_LIST (self), FALSE);

  if (self->flaws == NULL)
    return TRUE;
  fresh = quoth_flaws_of_article (project, article, self->layer, self->namesakes, error);
  if (fresh == NULL)
    return FALSE;
  names = index_findings (self, fresh);
  drop_gone (self, article, names, &tally);
  add_new (self, fresh, names, &tally);
  for (guint i = 0; i < QUOTH_N_FLAW_KINDS; i++)
    {
      /* One article alone does not tell the namesakes that the list has no room for: they
       * stay counted. */
      guint before = i == QUOTH_FLAW_NAMESAKE
                     ? quoth_flaws_get_count (self->flaws, article, i) - tally.gone[i]
                     : tally.kept[i];

      quoth_flaws_recount (self->flaws, article, i, before + tally.added[i]);
    }
  settle (self);
  return TRUE;
}

guint64
quoth_flaw_list_get_total (QuothFlawList *self)
{
  guint64 total = 0;

  g_return_val_if_fail (QUOTH_IS_FLAW_LIST (self), 0);

  for (guint i = 0; self->flaws != NULL && i < QUOTH_N_FLAW_KINDS; i++)
    total += self->flaws->counts[i];
  return total;
}

gboolean
quoth_flaw_list_is_exhausted (QuothFlawList *self)
{
  g_return_val_if_fail (QUOTH_IS_FLAW_LIST (self), FALSE);

  return self->flaws != NULL && self->flaws->list->len == 0 && quoth_flaw_list_get_total (self) > 0;
}

/* Returns: (transfer none) (nullable): until the list changes */
const QuothFlaw *
quoth_flaw_list_get_selected (QuothFlawList *self)
{
  int place;

  g_return_val_if_fail (QUOTH_IS_FLAW_LIST (self), NULL);

  place = self->flaws != NULL ? get_selected (self) : -1;
  return place >= 0 ? self->shown->pdata[place] : NULL;
}

void
quoth_flaw_list_step (QuothFlawList *self,
                      int            steps)
{
  int place;
  GtkListBoxRow *row;

  g_return_if_fail (QUOTH_IS_FLAW_LIST (self));

  if (self->shown->len == 0)
    return;
  place = CLAMP (get_selected (self) + steps, 0, (int) self->shown->len - 1);
  row = gtk_list_box_get_row_at_index (get_box (self), place);
  gtk_list_box_select_row (get_box (self), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static guint
count_shown (QuothFlawList *self,
             QuothFlawKind  kind)
{
  guint n = 0;

  for (guint i = 0; i < self->shown->len; i++)
    n += ((QuothFlaw *) self->shown->pdata[i])->kind == kind ? 1 : 0;
  return n;
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       data)
{
  QuothFlawList *self = data;
  const QuothFlaw *flaw = self->shown->pdata[gtk_list_box_row_get_index (row)];
  GtkWidget *header = gtk_list_box_row_get_header (row);
  g_autofree char *text = NULL;

  if (before != NULL
      && ((QuothFlaw *) self->shown->pdata[gtk_list_box_row_get_index (before)])->kind
         == flaw->kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  text = quoth_flaw_words_dup_heading (flaw->kind, count_shown (self, flaw->kind),
                                       self->flaws->counts[flaw->kind]);
  if (header == NULL)
    {
      header = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_label_set_wrap (GTK_LABEL (header), TRUE);
      gtk_widget_add_css_class (header, "heading");
      gtk_widget_add_css_class (header, "quoth-list-heading");
      gtk_list_box_row_set_header (row, header);
    }
  gtk_label_set_label (GTK_LABEL (header), text);
}

static void
row_selected_cb (QuothFlawList *self)
{
  if (!self->settling)
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static void
row_activated_cb (QuothFlawList *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

GtkWidget *
quoth_flaw_list_new (void)
{
  return g_object_new (QUOTH_TYPE_FLAW_LIST, NULL);
}

/* The box would stop at each of its rows: what can be done with one comes after two hundred of
 * them. Arrows go through the rows. */
static gboolean
quoth_flaw_list_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  QuothFlawList *self = QUOTH_FLAW_LIST (widget);

  if (gtk_widget_get_focus_child (widget) != NULL
      && (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD))
    return FALSE;
  return gtk_widget_child_focus (self->scroller, direction);
}

static void
quoth_flaw_list_dispose (GObject *object)
{
  QuothFlawList *self = QUOTH_FLAW_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
  g_clear_pointer (&self->flaws, quoth_flaws_free);
  g_clear_pointer (&self->namesakes, g_ptr_array_unref);
  g_clear_pointer (&self->layer, g_free);
  G_OBJECT_CLASS (quoth_flaw_list_parent_class)->dispose (object);
}

static void
quoth_flaw_list_class_init (QuothFlawListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_flaw_list_dispose;
  GTK_WIDGET_CLASS (klass)->focus = quoth_flaw_list_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);
}

static void
quoth_flaw_list_init (QuothFlawList *self)
{
  self->namesakes = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_flaw_free);
  self->shown = g_ptr_array_new ();
  self->gone = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_flaw_free);
  self->wanted = G_MAXUINT;
  self->box = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (get_box (self), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (get_box (self), FALSE);
  gtk_list_box_set_header_func (get_box (self), header_cb, self, NULL);
  gtk_widget_add_css_class (self->box, "quoth-concordance");
  g_signal_connect_object (self->box, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->box, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
