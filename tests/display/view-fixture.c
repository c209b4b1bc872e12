/* view-fixture.c - documents made from marked up words, and frames to wait for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view-fixture.h"

#include <string.h>

Fixture *
fixture_new (const char *utf8)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;

  self->text = quoth_text_new (utf8, -1, &error);
  g_assert_no_error (error);
  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  return self;
}

void
fixture_free (Fixture *self)
{
  quoth_text_unref (self->text);
  g_ptr_array_unref (self->annotations);
  g_ptr_array_unref (self->entities);
  g_free (self);
}

/* The first place of @words at or behind @from. */
QuothSpan
fixture_find (Fixture    *self,
              const char *words,
              guint       from)
{
  const char *utf8 = quoth_text_get_utf8 (self->text);
  const char *at = strstr (utf8 + quoth_text_to_bytes (self->text, from), words);
  guint       start;

  if (at == NULL)
    g_error ("the text has no “%s”", words);
  start = quoth_text_from_bytes (self->text, (gsize) (at - utf8));
  return (QuothSpan){ start, start + (guint) g_utf8_strlen (words, -1) };
}

static QuothAnnotation *
add (Fixture         *self,
     const char      *type,
     const QuothSpan *parts,
     guint            n_parts)
{
  QuothAnnotation *annotation = quoth_annotation_new (type, "anna", parts, n_parts);
  g_autofree char *id = g_strdup_printf ("a%03u", self->annotations->len + 1);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (self->annotations, annotation);
  return annotation;
}

QuothAnnotation *
fixture_mark (Fixture    *self,
              const char *type,
              const char *words,
              guint       from)
{
  QuothSpan span = fixture_find (self, words, from);

  return add (self, type, &span, 1);
}

QuothAnnotation *
fixture_mark_parts (Fixture    *self,
                    const char *type,
                    const char *first,
                    const char *second,
                    guint       from)
{
  QuothSpan parts[2];

  parts[0] = fixture_find (self, first, from);
  parts[1] = fixture_find (self, second, parts[0].end);
  return add (self, type, parts, 2);
}

/* Returns: the new entity's id */
char *
fixture_entity (Fixture    *self,
                const char *kind,
                const char *name)
{
  QuothEntity *entity = quoth_entity_new (kind, name);

  quoth_entity_set_status (entity, "named");
  g_ptr_array_add (self->entities, entity);
  return g_strdup (entity->id);
}

QuothDocument *
fixture_document (Fixture *self)
{
  QuothArticle      *article = quoth_article_new ("article", self->text);
  QuothArticleData  *data = quoth_article_data_new (article, self->text);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  QuothDocument     *document;

  quoth_article_data_add_layer (data, "anna", "open");
  for (guint i = 0; i < self->annotations->len; i++)
    g_ptr_array_add (data->annotations,
                     quoth_annotation_ref (g_ptr_array_index (self->annotations, i)));
  document = quoth_document_new (data, "anna", scheme);
  quoth_article_data_free (data);
  quoth_article_unref (article);
  return document;
}

QuothRegistry *
fixture_registry (Fixture *self)
{
  return quoth_registry_new (self->entities);
}

static void
after_paint_cb (GdkFrameClock *clock,
                gboolean      *painted)
{
  *painted = TRUE;
}

/* Until the next frame of @widget's window has been painted. */
void
fixture_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean       painted = FALSE;
  gulong         handler;

  g_assert_nonnull (clock);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds; FALSE when it did not within five seconds. */
gboolean
fixture_wait (gboolean (*condition) (gpointer),
              gpointer   data)
{
  gboolean late = FALSE;
  guint    source = g_timeout_add (5000, timeout_cb, &late);

  while (!late && !condition (data))
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
  return !late;
}

GdkTexture *
fixture_render (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot   *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GdkTexture    *texture;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gsk_render_node_unref (node);
  return texture;
}
