/* quoth-annotate-keys.h - from a key press to a gesture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article-view.h"
#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

/* What the article page does with a plain key; TRUE when the key is used up. */
gboolean      quoth_annotate_keys_press  (QuothWorkspace   *workspace,
                                          QuothArticleView *view,
                                          QuothKeymap      *keymap,
                                          GActionGroup     *actions,
                                          guint             keyval,
                                          GdkModifierType   state);
/* Tells why a key did nothing. */
void          quoth_annotate_keys_say    (QuothArticleView *view,
                                          const char       *words);
/* Takes the choice of that number, or tells that there is none. */
void          quoth_annotate_keys_choose (QuothWorkspace   *workspace,
                                          QuothArticleView *view,
                                          guint             n,
                                          gboolean          add);
/* The selected words fill a role, or it is told that none are. */
void          quoth_annotate_keys_set_role (QuothWorkspace   *workspace,
                                            QuothArticleView *view,
                                            const QuothRole  *role);
/* The words a type key marks: the selection, else what stands at the cursor.
 * @exact: as selected, not widened to words */
gboolean      quoth_annotate_keys_get_target (QuothWorkspace   *workspace,
                                              QuothArticleView *view,
                                              const QuothType  *type,
                                              gboolean          exact,
                                              QuothSpan        *out_span);
gboolean      quoth_annotate_keys_mark       (QuothWorkspace   *workspace,
                                              QuothArticleView *view,
                                              const char       *type,
                                              gboolean          exact);

G_END_DECLS
