/* quoth-review-guidelines.c - which annotators followed which version of the guidelines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-guidelines"

#include "config.h"

#include "quoth-review-guidelines.h"

#include <glib/gi18n.h>

#include "quoth-guidelines-apart.h"
#include "quoth-guidelines-hint.h"
#include "quoth-guidelines.h"
#include "quoth-project-query.h"
#include "quoth-review-words.h"

struct _QuothReviewGuidelines
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *row;
  GtkWidget           *arrow;
  QuothProject        *project; /* owned, nullable */
  char                *oldest;  /* nullable: id of the oldest version that was followed */
  char                *newest;  /* nullable: and of the newest; known when that is another */
};

G_DEFINE_FINAL_TYPE (QuothReviewGuidelines, quoth_review_guidelines, ADW_TYPE_PREFERENCES_GROUP)

static guint32
find_layers (QuothReview *review,
             GPtrArray   *layers,
             const char  *version)
{
  guint32 bits = 0;

  for (guint l = 0; l < quoth_review_get_n_layers (review); l++)
    for (guint i = 0; i < layers->len; i++)
      {
        const QuothLayer *layer = layers->pdata[i];

        if (g_strcmp0 (layer->name, quoth_review_get_layer (review, l)) == 0
            && g_strcmp0 (layer->guidelines, version) == 0)
          bits |= 1u << l;
      }
  return bits;
}

static void
add_line (GString     *lines,
          QuothReview *review,
          guint32      layers,
          const char  *rules,
          gboolean     names)
{
  g_autofree char *who = quoth_review_words_layers (review, layers, names);

  if (layers == 0)
    return;
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  /* Translators: annotators, and the version of the guidelines that they followed:
   * “A, C: version 2” */
  g_string_append_printf (lines, _("%s: %s"), who, rules);
}

/* Versions of this project in their order, then what came from another. */
static char *
describe (QuothReviewGuidelines *self,
          GPtrArray             *versions,
          QuothReview           *review,
          GPtrArray             *layers,
          gboolean               names)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  guint32 known = 0, others = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      const QuothGuidelines *version = versions->pdata[i];
      guint32 found = find_layers (review, layers, version->id) & ~known;
      g_autofree char *rules = g_strdup_printf (_("version %u"), version->number);

      if (found == 0)
        continue;
      known |= found;
      add_line (lines, review, found, rules, names);
      if (self->oldest == NULL)
        self->oldest = g_strdup (version->id);
      g_free (self->newest);
      self->newest = g_strdup (version->id);
    }
  for (guint i = 0; i < layers->len; i++)
    {
      const QuothLayer *layer = layers->pdata[i];

      if (layer->guidelines != NULL)
        others |= find_layers (review, layers, layer->guidelines);
    }
  add_line (lines, review, others & ~known, _("guidelines of another project"), names);
  return g_markup_escape_text (lines->str, -1);
}

/* Of QuothLayer: what is reviewed, with the version that each was made under. */
static GPtrArray *
list_layers (QuothProject *project,
             const char   *article,
             QuothReview  *review)
{
  GPtrArray *layers = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_layer_free);

  for (guint l = 0; l < quoth_review_get_n_layers (review); l++)
    {
      const char *name = quoth_review_get_layer (review, l);
      g_autofree char *version = quoth_project_dup_layer_guidelines (project, article, name);
      QuothLayer *layer = quoth_layer_new (name, "open");

      quoth_layer_set_guidelines (layer, version);
      g_ptr_array_add (layers, layer);
    }
  return layers;
}

/**
 * quoth_review_guidelines_show:
 * @self: a row
 * @project: whose guidelines have numbers
 * @article: an article's id
 * @review: of that article; names layers by letters
 * @names: whether names are shown beside letters
 */
void
quoth_review_guidelines_show (QuothReviewGuidelines *self,
                              QuothProject          *project,
                              const char            *article,
                              QuothReview           *review,
                              gboolean               names)
{
  g_autoptr (GPtrArray) layers = list_layers (project, article, review);
  gboolean apart = quoth_guidelines_are_apart (layers, NULL);
  g_autoptr (GPtrArray) versions = apart ? quoth_guidelines_list (project, NULL) : NULL;
  g_autofree char *lines = NULL;
  gboolean two;

  g_set_object (&self->project, project);
  g_clear_pointer (&self->oldest, g_free);
  g_clear_pointer (&self->newest, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self), versions != NULL);
  if (versions == NULL)
    return;
  lines = describe (self, versions, review, layers, names);
  two = g_strcmp0 (self->oldest, self->newest) != 0;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), lines);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), two);
  gtk_widget_set_visible (self->arrow, two);
}

static void
activated_cb (QuothReviewGuidelines *self)
{
  quoth_guidelines_hint_show_changes (GTK_WIDGET (self), self->project, self->oldest,
                                      self->newest);
}

static void
quoth_review_guidelines_dispose (GObject *object)
{
  QuothReviewGuidelines *self = QUOTH_REVIEW_GUIDELINES (object);

  g_clear_object (&self->project);
  g_clear_pointer (&self->oldest, g_free);
  g_clear_pointer (&self->newest, g_free);
  G_OBJECT_CLASS (quoth_review_guidelines_parent_class)->dispose (object);
}

static void
quoth_review_guidelines_class_init (QuothReviewGuidelinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_review_guidelines_dispose;
}

static void
quoth_review_guidelines_init (QuothReviewGuidelines *self)
{
  self->row = adw_action_row_new ();
  self->arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 _("Made under different guidelines"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->arrow);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
