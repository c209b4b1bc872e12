/* quoth-decision-window.h - questions one at a time, each settled by one key
 *
 * What is asked, and what an answer does, is the kind's; the window goes from one to the
 * next, keeps the keyboard on the first choice, and undoes what was decided in it. A
 * digit takes a choice; other answers and skipping have keys in the keymap.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_DECISION_WINDOW (quoth_decision_window_get_type ())

G_DECLARE_FINAL_TYPE (QuothDecisionWindow, quoth_decision_window, QUOTH, DECISION_WINDOW,
                      AdwWindow)

typedef struct
{
  const char *group;       /* of the keymap: its actions are among take, refuse, skip, previous
                            * and undo */
  const char *title;       /* N_(), as all that follow */
  const char *list_name;   /* of the choices, for who hears them */
  const char *footnote;
  const char *empty_title;
  const char *empty_text;
  const char *taken;       /* said after a choice */
  const char *refused;     /* said after none; nullable: there is no such answer */

  /* Whether a question has not been answered along with another; nullable: never. */
  gboolean      (*stands)  (QuothProject         *project,
                            gpointer              item);
  /* Reads a question anew that is about to be shown, as other answers may have changed it;
   * %FALSE when nothing is left of it. Nullable: it never changes. */
  gboolean      (*renew)   (QuothProject         *project,
                            gpointer              item);
  /* Sets the heading and adds the rows. */
  void          (*show)    (QuothDecisionWindow  *window,
                            QuothProject         *project,
                            gpointer              item);
  /* @choice: from 1; 0 = none of them. */
  QuothCommand *(*decide)  (QuothProject         *project,
                            gpointer              item,
                            guint                 choice,
                            GError              **error);
} QuothDecisionKind;

GtkWidget *quoth_decision_window_new         (QuothWindow             *window,
                                              const QuothDecisionKind *kind,
                                              GPtrArray               *items);
void       quoth_decision_window_set_heading (QuothDecisionWindow     *self,
                                              const char              *title,
                                              const char              *place,
                                              const char              *now);
void       quoth_decision_window_add_row     (QuothDecisionWindow     *self,
                                              gboolean                 choice,
                                              const char              *heading,
                                              const char              *markup,
                                              const char              *note);

G_END_DECLS
