/* view-fixture.h - documents made from marked up words, and frames to wait for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-article-view.h"

typedef struct
{
  QuothText *text;
  GPtrArray *annotations;
  GPtrArray *entities;
} Fixture;

Fixture         *fixture_new           (const char *utf8);
void             fixture_free          (Fixture    *self);
QuothSpan        fixture_find          (Fixture    *self,
                                        const char *words,
                                        guint       from);
QuothAnnotation *fixture_mark          (Fixture    *self,
                                        const char *type,
                                        const char *words,
                                        guint       from);
QuothAnnotation *fixture_mark_parts    (Fixture    *self,
                                        const char *type,
                                        const char *first,
                                        const char *second,
                                        guint       from);
char            *fixture_entity        (Fixture    *self,
                                        const char *kind,
                                        const char *name);
QuothDocument   *fixture_document      (Fixture    *self);
QuothRegistry   *fixture_registry      (Fixture    *self);

void             fixture_wait_frame    (GtkWidget  *widget);
gboolean         fixture_wait          (gboolean  (*condition) (gpointer),
                                        gpointer    data);
GdkTexture      *fixture_render        (GtkWidget  *window);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
