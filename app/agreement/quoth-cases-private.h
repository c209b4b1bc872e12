/* quoth-cases-private.h - how annotations become cases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cases.h"

G_BEGIN_DECLS

/* An annotation of one of the layers. */
typedef struct
{
  QuothAnnotation *annotation; /* borrowed */
  const QuothType *type;
  guint            layer;
  guint            group;      /* union-find: the index of another node, or its own */
} QuothNode;

/* The annotations of the layers and which of them mean the same. */
typedef struct
{
  QuothScheme   *scheme;
  QuothRegistry *registry;  /* nullable */
  guint          n_layers;
  guint32        present;   /* bits: layers that the article has */
  GArray        *nodes;     /* of QuothNode */
  GHashTable   **by_id;     /* by layer: id → number of the node */
} QuothCaseWork;

gboolean quoth_cases_group   (QuothCaseWork     *self,
                              QuothText         *text,
                              GError           **error);
guint    quoth_cases_find_group (QuothCaseWork  *self,
                                 guint           node);
void     quoth_cases_judge   (QuothCaseWork     *self,
                              QuothCase         *found,
                              const guint       *nodes);

G_END_DECLS
