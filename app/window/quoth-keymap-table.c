/* quoth-keymap-table.c - what can be done by a key, and by which when nobody chose another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-keymap"

#include "config.h"

#include "quoth-keymap.h"

#include <glib/gi18n.h>

static const QuothKeyEntry entries[] = {
  { "annotate.next-name", "n", N_("Move"), N_("Next name"), TRUE },
  { "annotate.previous-name", "<Shift>n", N_("Move"), N_("Previous name"), TRUE },
  { "annotate.next-quote", "q", N_("Move"), N_("Next quotation"), TRUE },
  { "annotate.previous-quote", "<Shift>q", N_("Move"), N_("Previous quotation"), TRUE },
  { "annotate.next-task", "t", N_("Move"), N_("Next open task"), TRUE },
  { "annotate.previous-task", "<Shift>t", N_("Move"), N_("Previous open task"), TRUE },
  { "annotate.next-annotation", "j", N_("Move"), N_("Next annotation"), TRUE },
  { "annotate.previous-annotation", "<Shift>j", N_("Move"), N_("Previous annotation"), TRUE },
  { "win.next-article", "<Alt>Page_Down", N_("Move"), N_("Next article"), FALSE },
  { "win.previous-article", "<Alt>Page_Up", N_("Move"), N_("Previous article"), FALSE },
  { "win.switch-pane", "F6", N_("Move"), N_("Next pane"), FALSE },
  { "annotate.confirm", "Return", N_("Annotate"), N_("Confirm and go on"), TRUE },
  { "annotate.cancel", "Escape", N_("Annotate"), N_("Step back"), TRUE },
  { "annotate.delete", "Delete BackSpace", N_("Annotate"), N_("Remove annotation"), TRUE },
  { "annotate.sticky", "s", N_("Annotate"), N_("Keep the type for every selection"), TRUE },
  { "annotate.occurrences", "o", N_("Annotate"), N_("Mark all other occurrences"), TRUE },
  { "annotate.new-entity", "e", N_("Annotate"), N_("New person or source"), TRUE },
  { "annotate.pick-entity", "<Shift>e", N_("Annotate"), N_("Choose person or source"), TRUE },
  { "annotate.add-part", "period", N_("Claim"), N_("Add next fragment"), TRUE },
  { "annotate.remove-part", "<Shift>Delete <Shift>BackSpace", N_("Claim"),
    N_("Remove the fragment at the cursor"), TRUE },
  { "annotate.speaker", "0", N_("Claim"), N_("The selected words are the speaker"), TRUE },
  { "annotate.no-speaker", "u", N_("Claim"), N_("No source in text"), TRUE },
  { "annotate.note", "F2", N_("Annotate"), N_("Write a note"), TRUE },
  { "annotate.comment", "<Shift>F2", N_("Annotate"), N_("Write a comment"), TRUE },
  { "annotate.resolve", "F3", N_("Annotate"), N_("Resolve the first open comment"), TRUE },
  { "annotate.end-right", "bracketright", N_("Boundaries"), N_("Extend end by a word"), TRUE },
  { "annotate.end-left", "bracketleft", N_("Boundaries"), N_("Shrink end by a word"), TRUE },
  { "annotate.start-left", "braceleft", N_("Boundaries"), N_("Extend start by a word"), TRUE },
  { "annotate.start-right", "braceright", N_("Boundaries"), N_("Shrink start by a word"), TRUE },
  { "annotate.end-right-char", "<Control>bracketright", N_("Boundaries"),
    N_("Extend end by a character"), TRUE },
  { "annotate.end-left-char", "<Control>bracketleft", N_("Boundaries"),
    N_("Shrink end by a character"), TRUE },
  { "annotate.start-left-char", "<Control>braceleft", N_("Boundaries"),
    N_("Extend start by a character"), TRUE },
  { "annotate.start-right-char", "<Control>braceright", N_("Boundaries"),
    N_("Shrink start by a character"), TRUE },
  { "annotate.end-right-clause", "<Alt>bracketright", N_("Boundaries"),
    N_("Extend end by a clause"), TRUE },
  { "annotate.end-left-clause", "<Alt>bracketleft", N_("Boundaries"),
    N_("Shrink end by a clause"), TRUE },
  { "annotate.start-left-clause", "<Alt>braceleft", N_("Boundaries"),
    N_("Extend start by a clause"), TRUE },
  { "annotate.start-right-clause", "<Alt>braceright", N_("Boundaries"),
    N_("Shrink start by a clause"), TRUE },
  { "annotate.split", "minus", N_("Boundaries"), N_("Split at the cursor"), TRUE },
  { "annotate.join", "plus equal", N_("Boundaries"), N_("Join with the one before"), TRUE },
  { "review.go-on", "Return", N_("Review"), N_("Finish the article and go on"), TRUE },
  { "review.both", "b", N_("Review"), N_("Take all variants"), TRUE },
  { "review.neither", "n", N_("Review"), N_("Nobody is right"), TRUE },
  { "review.reject", "r", N_("Review"), N_("Reject: nothing is to be marked"), TRUE },
  { "review.edit", "e", N_("Review"), N_("Take a variant and edit it"), TRUE },
  { "review.skip", "s", N_("Review"), N_("Skip for now"), TRUE },
  { "review.alike", "a", N_("Review"), N_("Decide the same everywhere"), TRUE },
  { "review.reason", "w", N_("Review"), N_("Write why it is decided so"), TRUE },
  { "review.list", "l", N_("Review"), N_("List all disputes"), TRUE },
  { "conflicts.skip", "s", N_("Conflicts"), N_("Skip for now"), TRUE },
  { "conflicts.previous", "<Shift>s", N_("Conflicts"), N_("Previous conflict"), TRUE },
  { "proposals.refuse", "n", N_("Who is the same"), N_("Keep apart"), TRUE },
  { "proposals.skip", "s", N_("Who is the same"), N_("Skip for now"), TRUE },
  { "proposals.previous", "<Shift>s", N_("Who is the same"), N_("Previous pair"), TRUE },
  { "consistency.next", "n", N_("Consistency"), N_("Next finding"), TRUE },
  { "consistency.previous", "<Shift>n", N_("Consistency"), N_("Previous finding"), TRUE },
  { "consistency.right", "r", N_("Consistency"), N_("This is right"), TRUE },
  { "consistency.open", "Return", N_("Consistency"), N_("Open in the article"), TRUE },
  { "insights.table", "t", N_("Insights"), N_("Show as a table, or as a plot"), TRUE },
  { "insights.measure", "F5", N_("Insights"), N_("Measure anew"), TRUE },
  { "feedback.next", "n", N_("Feedback"), N_("Next card"), TRUE },
  { "feedback.previous", "<Shift>n", N_("Feedback"), N_("Previous card"), TRUE },
  { "feedback.example", "e", N_("Feedback"), N_("Make it an example in the guidelines"), TRUE },
  { "feedback.open", "Return", N_("Feedback"), N_("Open in the article"), TRUE },
  { "win.undo", "<Control>z", N_("General"), N_("Undo"), FALSE },
  { "win.redo", "<Control><Shift>z", N_("General"), N_("Redo"), FALSE },
  { "win.find", "<Control>f", N_("General"), N_("Find in the article"), FALSE },
  { "annotate.find", "slash", N_("General"), N_("Find in the article"), TRUE },
  { "win.search", "<Control><Shift>f", N_("General"), N_("Search the corpus"), FALSE },
  { "win.page::annotate", "<Alt>1", N_("General"), N_("Annotate"), FALSE },
  { "win.page::people", "<Alt>2", N_("General"), N_("People"), FALSE },
  { "win.page::search", "<Alt>3", N_("General"), N_("Search"), FALSE },
  { "win.page::review", "<Alt>4", N_("General"), N_("Review"), FALSE },
  { "win.page::insights", "<Alt>5", N_("General"), N_("Insights"), FALSE },
  { "win.import", "<Control>i", N_("Project"), N_("Add articles"), FALSE },
  { "win.paste-article", "<Control><Shift>v", N_("Project"), N_("Paste an article"), FALSE },
  { "win.fetch", "<Control>l", N_("Project"), N_("Add web pages"), FALSE },
  { "win.export", "<Control>e", N_("Project"), N_("Export"), FALSE },
  { "win.release", "<Control><Shift>e", N_("Project"), N_("Release"), FALSE },
  { "win.assign", "<Control><Shift>a", N_("Project"), N_("Assign articles"), FALSE },
  { "win.send-package", "<Control><Shift>p", N_("Project"), N_("Make a package"), FALSE },
  { "win.conflicts", "<Control><Shift>k", N_("Project"), N_("Settle conflicts"), FALSE },
  { "win.proposals", "<Control><Shift>j", N_("Project"), N_("Decide who is the same"), FALSE },
  { "win.scheme", "<Control>t", N_("Project"), N_("Edit the scheme"), FALSE },
  { "win.feedback", "<Control>j", N_("Project"), N_("What review changed in a layer"), FALSE },
  { "win.consistency", "<Control>k", N_("Project"), N_("Find what looks forgotten"), FALSE },
  { "app.new", "<Control>n", N_("Project"), N_("New project"), FALSE },
  { "app.open", "<Control>o", N_("Project"), N_("Open a project"), FALSE },
  { "win.articles-pane", "F9", N_("View"), N_("Show articles"), FALSE },
  { "win.inspector", "<Control>F9", N_("View"), N_("Show details"), FALSE },
  { "win.larger", "<Control>plus <Control>equal", N_("View"), N_("Larger text"), FALSE },
  { "win.smaller", "<Control>minus", N_("View"), N_("Smaller text"), FALSE },
  { "win.normal-size", "<Control>0", N_("View"), N_("Normal text size"), FALSE },
  { "win.fullscreen", "F11", N_("View"), N_("Full screen"), FALSE },
  { "app.preferences", "<Control>comma", N_("General"), N_("Preferences"), FALSE },
  { "win.shortcuts", "<Control>question F1", N_("General"), N_("Keyboard shortcuts"), FALSE },
  { "window.close", "<Control>w", N_("General"), N_("Close the window"), FALSE },
  { "app.quit", "<Control>q", N_("General"), N_("Quit"), FALSE },
};

/**
 * quoth_keymap_get_entries:
 * @out_n: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n): all keys, in the order of the help
 */
const QuothKeyEntry *
quoth_keymap_get_entries (guint *out_n)
{
  *out_n = G_N_ELEMENTS (entries);
  return entries;
}
