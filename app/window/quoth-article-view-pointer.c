/* quoth-article-view-pointer.c - clicks, handles, settled selections
 *
 * One controller sees button events before GtkTextView's own gestures do. It takes
 * presses on a handle and double and triple clicks for itself; everything else, like
 * selecting by dragging, stays GtkTextView's, and is looked at when it has ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#include "quoth-words.h"

#include <math.h>

#define CLICK_REACH 4  /* a press that moved further was a drag */

/* --- handles --- */

static gboolean
begin_drag (QuothArticleView *self,
            double            x,
            double            y)
{
  const QuothHandle *handle = quoth_article_view_handle_at (self, x, y);
  QuothAnnotation   *active = quoth_article_view_get_active_annotation (self);

  if (handle == NULL || active == NULL || handle->part >= active->n_parts)
    return FALSE;
  self->drag = handle->end ? QUOTH_DRAG_END : QUOTH_DRAG_START;
  self->drag_part = handle->part;
  self->drag_span = active->parts[handle->part];
  return TRUE;
}

static void
update_drag (QuothArticleView *self,
             double            x,
             double            y,
             gboolean          exact)
{
  QuothAnnotation *active = quoth_article_view_get_active_annotation (self);
  QuothSpan        span, snapped;
  guint            offset;

  if (active == NULL || self->drag_part >= active->n_parts)
    return;
  span = active->parts[self->drag_part];
  /* The knob hangs off the line: its middle is what the person points with. */
  y += self->drag == QUOTH_DRAG_END ? -6 : 6;
  quoth_article_view_offset_at (self, x, y, TRUE, &offset);
  if (self->drag == QUOTH_DRAG_START)
    span.start = MIN (offset, span.end - 1);
  else
    span.end = MAX (offset, span.start + 1);
  if (!exact && quoth_words_snap (self->shown_text, span, &snapped))
    {
      if (self->drag == QUOTH_DRAG_START)
        span.start = MIN (snapped.start, span.end - 1);
      else
        span.end = MAX (snapped.end, span.start + 1);
    }
  if (span.start == self->drag_span.start && span.end == self->drag_span.end)
    return;
  self->drag_span = span;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
end_drag (QuothArticleView *self,
          gboolean          drop)
{
  QuothAnnotation *active = quoth_article_view_get_active_annotation (self);
  QuothSpan        span = self->drag_span;

  self->drag = QUOTH_DRAG_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!drop || active == NULL || self->drag_part >= active->n_parts)
    return;
  if (span.start == active->parts[self->drag_part].start
      && span.end == active->parts[self->drag_part].end)
    return;
  g_signal_emit_by_name (self, "part-resized", active->id, self->drag_part, span.start, span.end);
}

/* --- clicks --- */

static void
select_word (QuothArticleView *self,
             double            x,
             double            y)
{
  QuothSpan word;
  guint     offset;

  if (!quoth_article_view_offset_at (self, x, y, FALSE, &offset)
      || offset >= quoth_text_get_length (self->shown_text))
    return;
  word = (QuothSpan){ offset, offset + 1 };
  if (!quoth_words_snap (self->shown_text, word, &word))
    return;
  quoth_article_view_select_span (self, word, FALSE);
  g_signal_emit_by_name (self, "word-activated", word.start, word.end);
}

static void
select_sentence (QuothArticleView *self,
                 double            x,
                 double            y)
{
  const QuothQuote *quote;
  QuothSpan         span;
  guint             offset;

  if (!quoth_article_view_offset_at (self, x, y, FALSE, &offset))
    return;
  quote = quoth_quotes_at (quoth_document_get_quotes (self->document), offset);
  span = quote != NULL ? quote->outer : quoth_sentence_at (self->shown_text, offset);
  if (!quoth_words_trim (self->shown_text, span, &span))
    return;
  quoth_article_view_select_span (self, span, FALSE);
  g_signal_emit_by_name (self, "word-activated", span.start, span.end);
}

/* The smallest annotation at @offset; the next larger one when the same place is
 * clicked again while one of those there is active. */
static const char *
pick (QuothArticleView *self,
      guint             offset)
{
  GArray  *entries = quoth_article_view_entries_at (self, offset);
  gboolean again = offset == self->click_offset;
  guint    next = 0;

  self->click_offset = offset;
  if (entries->len == 0)
    return NULL;
  for (guint i = 0; again && i < entries->len; i++)
    {
      const QuothIndexEntry *entry = &g_array_index (entries, QuothIndexEntry, i);

      if (g_strcmp0 (entry->annotation->id, self->active) == 0)
        next = (i + 1) % entries->len;
    }
  return g_array_index (entries, QuothIndexEntry, next).annotation->id;
}

/* What a click at this place means: the annotation there is active from now on. */
void
quoth_article_view_click (QuothArticleView *self,
                          double            x,
                          double            y)
{
  const char      *chip = quoth_article_view_chip_at (self, x, y);
  g_autofree char *id = g_strdup (chip);
  guint            offset;

  if (chip == NULL && quoth_article_view_offset_at (self, x, y, FALSE, &offset))
    id = g_strdup (pick (self, offset));
  g_signal_emit_by_name (self, "annotation-clicked", id);
}

static void
settle (QuothArticleView *self)
{
  if (!self->unsettled)
    return;
  self->unsettled = FALSE;
  if (quoth_article_view_get_selection (self, NULL))
    g_signal_emit_by_name (self, "selection-settled");
}

/* Runs when GtkTextView has done its own part for the release. */
static gboolean
released_cb (gpointer data)
{
  QuothArticleView *self = data;

  self->release_source = 0;
  if (self->document == NULL)
    return G_SOURCE_REMOVE;
  if (quoth_article_view_get_selection (self, NULL))
    settle (self);
  else if (self->press_is_click)
    quoth_article_view_click (self, self->press_x, self->press_y);
  return G_SOURCE_REMOVE;
}

/**
 * quoth_article_view_settle_click:
 * @self: a view
 *
 * Does at once what a click that has just ended means. A key pressed right after it is
 * about what was clicked.
 */
void
quoth_article_view_settle_click (QuothArticleView *self)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  if (self->release_source == 0)
    return;
  g_source_remove (self->release_source);
  released_cb (self);
}

/**
 * quoth_article_view_press:
 * @self: a view
 * @n_press: 1 for a click, 2 for a double click …
 * @x: widget coordinates
 * @y: widget coordinates
 *
 * Returns: whether the press was for us; else it is GtkTextView's
 */
gboolean
quoth_article_view_press (QuothArticleView *self,
                          guint             n_press,
                          double            x,
                          double            y)
{
  gboolean ours = TRUE;

  if (self->document == NULL)
    return FALSE;
  self->press_x = x;
  self->press_y = y;
  self->press_is_click = FALSE;
  quoth_article_view_stop_scroll (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 1 && begin_drag (self, x, y))
    return TRUE;
  if (n_press == 2)
    select_word (self, x, y);
  else if (n_press == 3)
    select_sentence (self, x, y);
  else if (n_press == 1)
    {
      self->press_is_click = TRUE;
      /* A chip is no text: GtkTextView must not set the caret there. */
      ours = quoth_article_view_chip_at (self, x, y) != NULL;
    }
  return ours;
}

gboolean
quoth_article_view_motion (QuothArticleView *self,
                           double            x,
                           double            y,
                           gboolean          exact)
{
  const char *cursor = "text";

  if (self->drag != QUOTH_DRAG_NONE)
    {
      update_drag (self, x, y, exact);
      return TRUE;
    }
  if (hypot (x - self->press_x, y - self->press_y) > CLICK_REACH)
    self->press_is_click = FALSE;
  if (self->document != NULL && quoth_article_view_handle_at (self, x, y) != NULL)
    cursor = "col-resize";
  else if (self->document != NULL && quoth_article_view_chip_at (self, x, y) != NULL)
    cursor = "pointer";
  if (cursor != self->cursor)
    {
      self->cursor = cursor;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
    }
  return FALSE;
}

gboolean
quoth_article_view_release (QuothArticleView *self)
{
  if (self->drag != QUOTH_DRAG_NONE)
    {
      end_drag (self, TRUE);
      return TRUE;
    }
  if (self->release_source == 0)
    self->release_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, released_cb, self, NULL);
  return FALSE;
}

/* --- events --- */

static gboolean
event_point (QuothArticleView *self,
             GdkEvent         *event,
             double           *x,
             double           *y)
{
  GtkNative       *native = gtk_widget_get_native (GTK_WIDGET (self));
  graphene_point_t point;
  double           dx, dy;

  if (native == NULL || !gdk_event_get_position (event, x, y))
    return FALSE;
  gtk_native_get_surface_transform (native, &dx, &dy);
  if (!gtk_widget_compute_point (GTK_WIDGET (native), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) (*x - dx), (float) (*y - dy)),
                                 &point))
    return FALSE;
  *x = point.x;
  *y = point.y;
  return TRUE;
}

static guint
count_presses (QuothArticleView *self,
               GdkEvent         *event,
               double            x,
               double            y)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  guint32      time = gdk_event_get_time (event);
  int          most_time, most_distance;

  g_object_get (settings, "gtk-double-click-time", &most_time, "gtk-double-click-distance",
                &most_distance, NULL);
  if (time - self->press_time > (guint32) most_time
      || hypot (x - self->press_x, y - self->press_y) > most_distance)
    self->n_presses = 0;
  self->press_time = time;
  return ++self->n_presses;
}

static gboolean
event_cb (GtkEventControllerLegacy *controller,
          GdkEvent                 *event,
          QuothArticleView         *self)
{
  GdkModifierType state = gdk_event_get_modifier_state (event);
  double          x, y;

  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
      if (gdk_event_triggers_context_menu (event))
        return event_point (self, event, &x, &y) ? quoth_article_view_ask_menu (self, x, y)
                                                 : GDK_EVENT_PROPAGATE;
      if (gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY
          || (state & GDK_SHIFT_MASK) != 0 || !event_point (self, event, &x, &y))
        return GDK_EVENT_PROPAGATE;
      return quoth_article_view_press (self, count_presses (self, event, x, y), x, y);
    case GDK_TOUCH_BEGIN:
      if (!event_point (self, event, &x, &y))
        return GDK_EVENT_PROPAGATE;
      return quoth_article_view_press (self, 1, x, y);
    case GDK_MOTION_NOTIFY:
    case GDK_TOUCH_UPDATE:
      if (!event_point (self, event, &x, &y))
        return GDK_EVENT_PROPAGATE;
      return quoth_article_view_motion (self, x, y,
                                        (state & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0);
    case GDK_BUTTON_RELEASE:
      if (gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
        return GDK_EVENT_PROPAGATE;
      return quoth_article_view_release (self);
    case GDK_SCROLL: /* the person goes elsewhere */
      quoth_article_view_stop_scroll (self);
      return GDK_EVENT_PROPAGATE;
    case GDK_TOUCH_END:
      return quoth_article_view_release (self);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                QuothArticleView      *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  switch (keyval)
    {
    case GDK_KEY_Escape:
      if (self->drag == QUOTH_DRAG_NONE)
        return GDK_EVENT_PROPAGATE;
      end_drag (self, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_Insert:
      /* GtkTextView binds these even when nothing can be edited; they are the window's. */
      gtk_event_controller_key_forward (controller, GTK_WIDGET (root));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* A selection made by keys is finished when Shift goes up. */
static void
key_released_cb (GtkEventControllerKey *controller,
                 guint                  keyval,
                 guint                  keycode,
                 GdkModifierType        state,
                 QuothArticleView      *self)
{
  if (keyval == GDK_KEY_Shift_L || keyval == GDK_KEY_Shift_R)
    settle (self);
}

static void
mark_set_cb (GtkTextBuffer    *buffer,
             GtkTextIter      *iter,
             GtkTextMark      *mark,
             QuothArticleView *self)
{
  if (mark == gtk_text_buffer_get_insert (buffer)
      || mark == gtk_text_buffer_get_selection_bound (buffer))
    self->unsettled = TRUE;
}

void
quoth_article_view_watch_buffer (QuothArticleView *self,
                                 GtkTextBuffer    *buffer)
{
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, 0);
}

/* A text view takes whatever has words, files too, and when it is read-only does nothing with
 * them. What is dropped on an article is for the window, which adds it. */
static void
leave_drops_to_window (QuothArticleView *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));

  for (guint i = g_list_model_get_n_items (controllers); i-- > 0;)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller) || GTK_IS_DROP_TARGET_ASYNC (controller))
        gtk_widget_remove_controller (GTK_WIDGET (self), controller);
    }
}

void
quoth_article_view_init_pointer (QuothArticleView *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->click_offset = G_MAXUINT;
  leave_drops_to_window (self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (key_released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
