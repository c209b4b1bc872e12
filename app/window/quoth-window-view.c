/* quoth-window-view.c - which page, place and panes the window shows, and how large
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window"

#include "config.h"

#include "quoth-window-private.h"

#define SCALE_STEP 1.1

static void
show_page (QuothWindow *self,
           const char  *name)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->pages), name);
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothWindow *self = data;

  show_page (self, "annotate");
  quoth_annotate_page_find (self->annotate);
}

static void
show_entity_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  QuothWindow *self = data;

  show_page (self, "people");
  quoth_people_page_show_entity (self->people, g_variant_get_string (parameter, NULL));
}

static void
search_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothWindow *self = data;

  show_page (self, "search");
  quoth_search_page_focus (self->search, NULL);
}

static void
page_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothWindow *self = data;
  const char *name = g_variant_get_string (parameter, NULL);

  if (adw_view_stack_get_child_by_name (ADW_VIEW_STACK (self->pages), name) == NULL)
    return;
  show_page (self, name);
  if (g_str_equal (name, "people"))
    quoth_people_page_focus_search (self->people);
  else if (g_str_equal (name, "search"))
    quoth_search_page_focus (self->search, NULL);
}

static void
show_place_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  QuothWindow *self = data;
  const char *article;
  QuothSpan span;

  g_variant_get (parameter, "(&suu)", &article, &span.start, &span.end);
  show_page (self, "annotate");
  quoth_annotate_page_show_place (self->annotate, article, span);
}

static void
review_place_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  QuothWindow *self = data;
  const char *article;
  QuothSpan span;

  g_variant_get (parameter, "(&suu)", &article, &span.start, &span.end);
  show_page (self, "review");
  quoth_review_page_show_place (self->review, article, span);
}

static void
next_article_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  QuothWindow *self = data;

  show_page (self, "annotate");
  quoth_annotate_page_step_article (self->annotate, FALSE);
}

static void
previous_article_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  QuothWindow *self = data;

  show_page (self, "annotate");
  quoth_annotate_page_step_article (self->annotate, TRUE);
}

static void
switch_pane_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  QuothWindow *self = data;
  const char *page = adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->pages));

  if (g_strcmp0 (page, "annotate") == 0)
    quoth_annotate_page_switch_pane (self->annotate);
  else if (g_strcmp0 (page, "insights") == 0)
    quoth_insights_page_switch_pane (self->insights);
}

static void
pane_state_cb (GSimpleAction *action,
               GVariant      *state,
               gpointer       data)
{
  QuothWindow *self = data;
  gboolean inspector = g_str_equal (g_action_get_name (G_ACTION (action)), "inspector");
  gboolean shown = g_variant_get_boolean (state);

  quoth_annotate_page_set_pane_shown (self->annotate, inspector, shown);
  /* A pane called up in a narrow window says nothing about the next wide one. */
  if (!self->narrow)
    g_settings_set_boolean (self->settings, inspector ? "inspector-visible" : "sidebar-visible",
                            shown);
  _quoth_window_sync_panes (self);
}

/* The toggles show what is shown, also when the width decided it. */
void
_quoth_window_sync_panes (QuothWindow *self)
{
  for (int inspector = 0; inspector < 2; inspector++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self),
                                                    inspector ? "inspector" : "articles-pane");
      gboolean shown = quoth_annotate_page_get_pane_shown (self->annotate, inspector);

      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
    }
}

static void
set_scale (QuothWindow *self,
           double       scale)
{
  g_settings_set_double (self->settings, "text-scale", CLAMP (scale, 0.5, 4.0));
}

static void
larger_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothWindow *self = data;

  set_scale (self, g_settings_get_double (self->settings, "text-scale") * SCALE_STEP);
}

static void
smaller_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  QuothWindow *self = data;

  set_scale (self, g_settings_get_double (self->settings, "text-scale") / SCALE_STEP);
}

static void
normal_size_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  set_scale (data, 1.0);
}

static void
fullscreen_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  if (gtk_window_is_fullscreen (data))
    gtk_window_unfullscreen (data);
  else
    gtk_window_fullscreen (data);
}

static void
show_attribute_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  QuothWindow *self = data;

  show_page (self, "annotate");
  quoth_annotate_page_show_attribute (self->annotate, g_variant_get_string (parameter, NULL));
}

gboolean
quoth_window_is_reviewing (QuothWindow *self)
{
  g_return_val_if_fail (QUOTH_IS_WINDOW (self), FALSE);

  return g_strcmp0 (adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->pages)),
                    "review") == 0;
}

static const GActionEntry entries[] = {
  { "find", find_cb },
  { "show-entity", show_entity_cb, "s" },
  { "search", search_cb },
  { "page", page_cb, "s" },
  { "show-place", show_place_cb, "(suu)" },
  { "review-place", review_place_cb, "(suu)" },
  { "next-article", next_article_cb },
  { "previous-article", previous_article_cb },
  { "switch-pane", switch_pane_cb },
  { "articles-pane", NULL, NULL, "true", pane_state_cb },
  { "inspector", NULL, NULL, "true", pane_state_cb },
  { "larger", larger_cb },
  { "smaller", smaller_cb },
  { "normal-size", normal_size_cb },
  { "fullscreen", fullscreen_cb },
  { "show-attribute", show_attribute_cb, "s" },
};

void
_quoth_window_add_view_actions (QuothWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_group_change_action_state (G_ACTION_GROUP (self), "articles-pane",
                                      g_settings_get_value (self->settings, "sidebar-visible"));
  g_action_group_change_action_state (G_ACTION_GROUP (self), "inspector",
                                      g_settings_get_value (self->settings, "inspector-visible"));
}
