/* quoth-hint-bar.c - the keys that mean something right now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-hint-bar"

#include "config.h"

#include "quoth-hint-bar.h"

#include <glib/gi18n.h>

#include "quoth-fit-layout.h"
#include "quoth-priority.h"

#include <string.h>

#define MAX_LABEL 24

/* The text numbers them all; the bar names the likeliest and leaves room for other keys. */
#define MAX_SPEAKERS 3

/* In milliseconds: two frames, less than anybody notices. */
#define UPDATE_DELAY 40

struct _QuothHintBar
{
  GtkWidget       parent_instance;

  QuothWorkspace *workspace; /* owned */
  QuothKeymap    *keymap;    /* owned */
  gboolean        has_selection;
  guint           update_id;
  GPtrArray      *chips;     /* of Chip: what is shown */
  GPtrArray      *next;      /* while updating: of Chip: what shall be shown */
  GPtrArray      *buttons;   /* of Button: making widgets anew takes longer than a frame,
                              * so they are kept, and those left over are hidden */
};

typedef struct
{
  char       *key;
  char       *label;
  char       *color;   /* nullable: "#rrggbb" */
  const char *action;
  GVariant   *target;  /* nullable */
  gboolean    checked;
} Chip;

typedef struct
{
  GtkWidget *button;
  GtkWidget *dot;
  GtkWidget *label;
  GtkWidget *key;
} Button;

G_DEFINE_FINAL_TYPE (QuothHintBar, quoth_hint_bar, GTK_TYPE_WIDGET)

static void
chip_free (Chip *chip)
{
  g_free (chip->key);
  g_free (chip->label);
  g_free (chip->color);
  g_clear_pointer (&chip->target, g_variant_unref);
  g_free (chip);
}

/* Long labels leave no room for the others; what does not fit as a whole is not shown. */
static char *
shorten (const char *label)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (label, -1) <= MAX_LABEL)
    return g_strdup (label);
  head = g_utf8_substring (label, 0, MAX_LABEL - 1);
  return g_strconcat (head, "…", NULL);
}

static void
add_chip (QuothHintBar *self,
          const char   *key,
          const char   *label,
          const char   *color,
          const char   *action,
          GVariant     *target,
          gboolean      checked)
{
  Chip *chip = g_new0 (Chip, 1);

  chip->key = g_strdup (key);
  chip->label = shorten (label);
  chip->color = g_strdup (color);
  chip->action = action;
  chip->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  chip->checked = checked;
  g_ptr_array_add (self->next, chip);
}

static void
add_action (QuothHintBar *self,
            const char   *action,
            const char   *label)
{
  g_autofree char *key = quoth_keymap_dup_label (self->keymap, action);

  add_chip (self, key, label, NULL, action, NULL, FALSE);
}

static void
add_types (QuothHintBar *self,
           const char   *action)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothScheme *scheme = quoth_document_get_scheme (document);

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);
      g_autofree char *key = NULL;

      if (type->hidden || type->key == NULL)
        continue;
      key = g_utf8_strup (type->key, -1);
      add_chip (self, key, type->name, type->color, action, g_variant_new_string (type->id),
                FALSE);
    }
}

/* The type that every selection gets, as long as one does. */
static void
add_sticky (QuothHintBar  *self,
            QuothDocument *document)
{
  const char *sticky = quoth_workspace_get_sticky (self->workspace);
  const QuothType *type = NULL;
  g_autofree char *key = quoth_keymap_dup_label (self->keymap, "annotate.sticky");
  g_autofree char *label = NULL;

  if (sticky != NULL)
    type = quoth_scheme_lookup_type (quoth_document_get_scheme (document), sticky);
  if (type == NULL)
    return;
  /* Translators: every selection becomes an annotation of this type, such as "Person" */
  label = g_strdup_printf (_("All: %s"), type->name);
  add_chip (self, key, label, type->color, "annotate.sticky", NULL, TRUE);
}

/* What the selected words may be for the active claim. */
static void
add_for_claim_and_selection (QuothHintBar    *self,
                             QuothAnnotation *claim)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothScheme *scheme = quoth_document_get_scheme (document);

  add_action (self, "annotate.add-part", _("Add fragment"));
  add_action (self, "annotate.speaker", _("Speaker"));
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    {
      const QuothRole *role = quoth_scheme_get_role_at (scheme, i);
      g_autofree char *key = NULL;

      if (role->key == NULL
          || (role->from != NULL && role->from[0] != NULL
              && !g_strv_contains ((const char *const *) role->from, claim->type)))
        continue;
      key = g_utf8_strup (role->key, -1);
      add_chip (self, key, role->name, NULL, "annotate.set-role",
                g_variant_new_string (role->id), FALSE);
    }
}

/* The words of a speaker that may be meant, and who that is. */
static char *
dup_speaker_label (QuothHintBar       *self,
                   const QuothSpeaker *speaker)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothRegistry *registry =
    quoth_project_get_registry (quoth_workspace_get_project (self->workspace));
  QuothEntity *entity =
    speaker->entity != NULL ? quoth_registry_resolve (registry, speaker->entity) : NULL;
  char *words = quoth_text_slice (quoth_document_get_text (document), speaker->span.start,
                                  speaker->span.end);
  g_autofree char *owned = NULL;

  if (entity == NULL || g_str_equal (entity->name, words))
    return words;
  owned = words;
  /* Translators: a pronoun or short name in the text, and the person it means */
  return g_strdup_printf (_("%s (%s)"), words, entity->name);
}

static gboolean
is_speaker (QuothAnnotation *claim,
            const char      *mention)
{
  for (guint i = 0; mention != NULL && i < claim->n_links; i++)
    if (g_str_equal (claim->links[i].role, "speaker")
        && g_str_equal (claim->links[i].to, mention))
      return TRUE;
  return FALSE;
}

/* @more: what takes one more speaker, else the first. */
static void
add_speakers (QuothHintBar    *self,
              QuothAnnotation *claim,
              gboolean         more)
{
  GArray *speakers = quoth_workspace_get_speakers (self->workspace);
  guint left = more ? 1 : MAX_SPEAKERS;

  for (guint i = 0; speakers != NULL && i < speakers->len && left > 0; i++)
    {
      const QuothSpeaker *speaker = &g_array_index (speakers, QuothSpeaker, i);
      g_autofree char *label = NULL;
      g_autofree char *key = NULL;

      if (is_speaker (claim, speaker->annotation))
        continue;
      left--;
      label = dup_speaker_label (self, speaker);
      key = gtk_accelerator_get_label (GDK_KEY_1 + i, more ? GDK_CONTROL_MASK : 0);
      add_chip (self, key, label, NULL, more ? "annotate.add-speaker" : "annotate.choose",
                g_variant_new_uint32 (i + 1), FALSE);
    }
}

static void
add_entities (QuothHintBar *self)
{
  GArray *entities = quoth_workspace_get_entities (self->workspace);

  for (guint i = 0; entities != NULL && i < entities->len; i++)
    {
      const QuothCandidate *candidate = &g_array_index (entities, QuothCandidate, i);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);

      add_chip (self, key, candidate->entity->name, NULL, "annotate.choose",
                g_variant_new_uint32 (i + 1), FALSE);
    }
}

static void
add_for_claim (QuothHintBar    *self,
               QuothAnnotation *claim)
{
  gboolean has_speaker = quoth_annotation_get_link (claim, "speaker") != NULL;
  gboolean answered =
    has_speaker || quoth_attributes_get_boolean (claim->attributes, "no_speaker");

  if (!answered)
    {
      add_speakers (self, claim, FALSE);
      add_action (self, "annotate.no-speaker", _("No source"));
    }
  add_action (self, "annotate.add-part", _("Add fragment"));
  add_action (self, "annotate.confirm", _("Next quotation"));
  if (has_speaker)
    add_speakers (self, claim, TRUE);
}

static void
add_for_mention (QuothHintBar    *self,
                 QuothAnnotation *mention)
{
  GArray *occurrences = quoth_workspace_get_occurrences (self->workspace);
  gboolean offers = quoth_workspace_offers_entity (self->workspace);

  if (occurrences != NULL)
    {
      g_autofree char *label =
        g_strdup_printf (ngettext ("Mark %u more", "Mark %u more", occurrences->len),
                         occurrences->len);

      add_action (self, "annotate.confirm", label);
      add_action (self, "annotate.cancel", _("Cancel"));
      return;
    }
  if (offers) /* else somebody new is meant */
    add_entities (self);
  if (mention->entity == NULL)
    add_action (self, "annotate.new-entity", _("New entry"));
  add_action (self, "annotate.pick-entity", _("Choose…"));
  if (mention->entity != NULL || offers)
    add_action (self, "annotate.occurrences", _("All occurrences"));
  /* Translators: a key that links to the person with the number 1, then goes to the next name */
  add_action (self, "annotate.confirm", offers ? _("Take 1, next name") : _("Next name"));
  if (!offers)
    add_entities (self);
}

static Button *
create_button (QuothHintBar *self)
{
  Button *new = g_new (Button, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  new->button = gtk_button_new ();
  new->dot = gtk_label_new (NULL);
  new->label = gtk_label_new (NULL);
  new->key = gtk_label_new (NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (new->dot), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (new->key, "quoth-key");
  gtk_widget_set_valign (new->key, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new->dot);
  gtk_box_append (GTK_BOX (box), new->label);
  gtk_box_append (GTK_BOX (box), new->key);
  gtk_button_set_child (GTK_BUTTON (new->button), box);
  gtk_widget_add_css_class (new->button, "flat");
  gtk_widget_add_css_class (new->button, "quoth-chip");
  /* The text keeps the keyboard: a click here is one action, not two. */
  gtk_widget_set_focus_on_click (new->button, FALSE);
  gtk_widget_set_can_focus (new->button, FALSE);
  gtk_widget_set_parent (new->button, GTK_WIDGET (self));
  return new;
}

/* @before: (nullable): what the button shows */
static void
show_chip (Button     *button,
           const Chip *before,
           const Chip *chip)
{
  GtkActionable *actionable = GTK_ACTIONABLE (button->button);

  if (before == NULL || g_strcmp0 (before->color, chip->color) != 0)
    {
      g_autofree char *markup
        = g_strdup_printf ("<span foreground=\"%s\">●</span>", chip->color);

      gtk_label_set_markup (GTK_LABEL (button->dot), chip->color != NULL ? markup : "");
      gtk_widget_set_visible (button->dot, chip->color != NULL);
    }
  if (before == NULL || strcmp (before->label, chip->label) != 0)
    {
      gtk_label_set_label (GTK_LABEL (button->label), chip->label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button->button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, chip->label, -1);
    }
  gtk_label_set_label (GTK_LABEL (button->key), chip->key);
  gtk_widget_set_visible (button->key, chip->key[0] != '\0');
  if (before == NULL || before->checked != chip->checked)
    {
      if (chip->checked)
        gtk_widget_add_css_class (button->button, "quoth-sticky");
      else
        gtk_widget_remove_css_class (button->button, "quoth-sticky");
    }
  if (before != NULL && strcmp (before->action, chip->action) == 0
      && (before->target == chip->target
          || (before->target != NULL && chip->target != NULL
              && g_variant_equal (before->target, chip->target))))
    return;
  /* Never the new action with the old target. */
  gtk_actionable_set_action_name (actionable, NULL);
  gtk_actionable_set_action_target_value (actionable, chip->target);
  gtk_actionable_set_action_name (actionable, chip->action);
}

static void
show_chips (QuothHintBar *self)
{
  for (guint i = 0; i < self->next->len; i++)
    {
      const Chip *before = i < self->chips->len ? self->chips->pdata[i] : NULL;

      if (i == self->buttons->len)
        g_ptr_array_add (self->buttons, create_button (self));
      show_chip (self->buttons->pdata[i], before, self->next->pdata[i]);
    }
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_set_visible (((Button *) self->buttons->pdata[i])->button, i < self->next->len);
  g_ptr_array_unref (self->chips);
  self->chips = g_steal_pointer (&self->next);
}

static void
update (QuothHintBar *self)
{
  QuothDocument *document;
  QuothAnnotation *active;
  const QuothType *type;

  self->next = g_ptr_array_new_with_free_func ((GDestroyNotify) chip_free);
  document = quoth_workspace_get_document (self->workspace);
  active = quoth_workspace_get_active (self->workspace);
  type = active != NULL ? quoth_document_get_type_of (document, active) : NULL;
  if (document != NULL && !quoth_project_is_read_only (quoth_workspace_get_project (self->workspace)))
    {
      add_sticky (self, document);
      if (self->has_selection && type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
        add_for_claim_and_selection (self, active);
      if (!self->has_selection && type == NULL)
        {
          add_action (self, "annotate.next-name", _("Next name"));
          add_action (self, "annotate.next-quote", _("Next quotation"));
          add_action (self, "annotate.next-task", _("Next task"));
        }
      if (self->has_selection || type == NULL)
        add_types (self, "annotate.mark");
      else if (type->kind == QUOTH_TYPE_KIND_CLAIM)
        add_for_claim (self, active);
      else if (type->kind == QUOTH_TYPE_KIND_MENTION)
        add_for_mention (self, active);
      else
        add_action (self, "annotate.delete", _("Remove"));
    }
  show_chips (self);
}

static gboolean
update_cb (gpointer data)
{
  QuothHintBar *self = data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/**
 * quoth_hint_bar_update:
 * @self: a hint bar
 * @has_selection: whether words are selected in the article
 *
 * Shows what can be done now, a moment later: the frame that shows a gesture in the
 * text shall not wait for it, and who types fast gets it once.
 */
void
quoth_hint_bar_update (QuothHintBar *self,
                       gboolean      has_selection)
{
  g_return_if_fail (QUOTH_IS_HINT_BAR (self));

  self->has_selection = has_selection;
  if (self->update_id == 0)
    self->update_id = g_timeout_add_full (QUOTH_PRIORITY_FOLLOW, UPDATE_DELAY, update_cb, self, NULL);
}

void
quoth_hint_bar_set_up (QuothHintBar   *self,
                       QuothWorkspace *workspace,
                       QuothKeymap    *keymap)
{
  g_return_if_fail (QUOTH_IS_HINT_BAR (self));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->keymap, keymap);
}

/**
 * quoth_hint_bar_new:
 *
 * Returns: (transfer floating): an empty hint bar
 */
GtkWidget *
quoth_hint_bar_new (void)
{
  return g_object_new (QUOTH_TYPE_HINT_BAR, NULL);
}

static void
quoth_hint_bar_dispose (GObject *object)
{
  QuothHintBar *self = QUOTH_HINT_BAR (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  for (guint i = 0; self->buttons != NULL && i < self->buttons->len; i++)
    gtk_widget_unparent (((Button *) self->buttons->pdata[i])->button);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  G_OBJECT_CLASS (quoth_hint_bar_parent_class)->dispose (object);
}

static void
quoth_hint_bar_class_init (QuothHintBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_hint_bar_dispose;
  gtk_widget_class_set_css_name (widget_class, "hintbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
quoth_hint_bar_init (QuothHintBar *self)
{
  self->chips = g_ptr_array_new_with_free_func ((GDestroyNotify) chip_free);
  self->buttons = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), quoth_fit_layout_new (3));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What you can do here"), -1);
}
