/* quoth-conflict-words.c - conflicts told to people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-conflicts-window"

#include "config.h"

#include "quoth-conflict-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-conflict-facts.h"
#include "quoth-describe.h"
#include "quoth-remark.h"

#define MAX_WORDS 90
/* Of what leads to one annotation, so many are told. */
#define MAX_LEADS 5

/* The facts of all versions, and what they were made from. */
typedef struct
{
  GPtrArray *versions; /* of GPtrArray of QuothFact */
  GPtrArray *base;     /* nullable */
  GPtrArray *keys;     /* of char*, borrowed: what is not the same in all, in order */
} Comparison;

static void
comparison_clear (Comparison *self)
{
  g_ptr_array_unref (self->versions);
  g_clear_pointer (&self->base, g_ptr_array_unref);
  g_ptr_array_unref (self->keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Comparison, comparison_clear)

void
quoth_conflict_words_free (QuothConflictWords *self)
{
  g_free (self->title);
  g_free (self->place);
  g_free (self->now);
  g_free (self->base);
  g_ptr_array_unref (self->versions);
  g_ptr_array_unref (self->authors);
  g_ptr_array_unref (self->choices);
  g_free (self);
}

/* --- comparing --- */

static const char *
get_raw (GPtrArray  *facts,
         const char *key)
{
  const QuothFact *fact = quoth_facts_lookup (facts, key);

  return fact != NULL ? fact->raw : NULL;
}

/* A deleted version differs in everything, which says nothing. */
static gboolean
differs (Comparison *self,
         const char *key)
{
  GPtrArray *first = NULL;

  for (guint i = 0; i < self->versions->len; i++)
    {
      GPtrArray *facts = self->versions->pdata[i];

      if (facts->len == 0)
        continue;
      if (first == NULL)
        first = facts;
      else if (g_strcmp0 (get_raw (first, key), get_raw (facts, key)) != 0)
        return TRUE;
    }
  return self->base != NULL && first != NULL
         && g_strcmp0 (get_raw (first, key), get_raw (self->base, key)) != 0;
}

static void
gather_keys (Comparison *self,
             GPtrArray  *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      char *key = ((QuothFact *) facts->pdata[i])->key;

      if (!g_ptr_array_find_with_equal_func (self->keys, key, g_str_equal, NULL)
          && differs (self, key))
        g_ptr_array_add (self->keys, key);
    }
}

static Comparison
compare (QuothProject        *project,
         QuothArticleData    *data,
         const QuothConflict *conflict)
{
  Comparison self = { g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref), NULL,
                      g_ptr_array_new () };

  for (guint i = 0; i < conflict->contents->len; i++)
    g_ptr_array_add (self.versions, quoth_facts_new (project, data, conflict->kind,
                                                     conflict->contents->pdata[i]));
  if (conflict->base != NULL)
    self.base = quoth_facts_new (project, data, conflict->kind, conflict->base);
  for (guint i = 0; i < self.versions->len; i++)
    gather_keys (&self, self.versions->pdata[i]);
  if (self.base != NULL)
    gather_keys (&self, self.base);
  return self;
}

static const char *
find_title (Comparison *self,
            const char *key)
{
  const QuothFact *fact = self->base != NULL ? quoth_facts_lookup (self->base, key) : NULL;

  for (guint i = 0; fact == NULL && i < self->versions->len; i++)
    fact = quoth_facts_lookup (self->versions->pdata[i], key);
  return fact != NULL ? fact->title : key;
}

/* One line for each fact in dispute; bold where it is not what it was. */
static char *
tell (Comparison *self,
      GPtrArray  *facts,
      gboolean    is_base)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *key = self->keys->pdata[i];
      const QuothFact *fact = quoth_facts_lookup (facts, key);
      g_autofree char *title = g_markup_escape_text (find_title (self, key), -1);
      gboolean bold = !is_base && (self->base == NULL || g_strcmp0 (get_raw (self->base, key),
                                                                    get_raw (facts, key)) != 0);

      g_string_append_printf (out, "%s%s: %s%s%s", i > 0 ? "\n" : "", title, bold ? "<b>" : "",
                              fact != NULL ? fact->markup : "–", bold ? "</b>" : "");
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* --- sentences --- */

static char *
dup_short (char *words) /* transfer full */
{
  g_autofree char *owned = words;
  char *cut;

  g_strdelimit (owned, "\r\n\t", ' ');
  if (g_utf8_strlen (owned, -1) <= MAX_WORDS)
    return g_steal_pointer (&owned);
  cut = g_utf8_offset_to_pointer (owned, MAX_WORDS);
  *cut = '\0';
  return g_strconcat (owned, "…", NULL);
}

/* The words and the type of an annotation, of whichever version is not deleted. */
static char *
dup_annotation (QuothProject        *project,
                QuothArticleData    *data,
                const QuothConflict *conflict)
{
  for (guint i = 0; i < conflict->contents->len; i++)
    {
      g_autoptr (QuothAnnotation) annotation =
        quoth_annotation_new_from_json (conflict->contents->pdata[i], -1, NULL);
      const QuothType *type;
      g_autofree char *words = NULL;

      if (annotation == NULL || data == NULL || data->text == NULL)
        continue;
      type = quoth_scheme_lookup_type (quoth_project_get_scheme (project), annotation->type);
      words = dup_short (quoth_annotation_dup_text (annotation, data->text, " … "));
      return quoth_describe_words (type != NULL ? type->name : annotation->type, words);
    }
  return g_strdup (_("An annotation"));
}

static char *
dup_title (QuothProject        *project,
           QuothArticleData    *data,
           const QuothConflict *conflict)
{
  const char *article = data != NULL ? data->article->name : "";
  QuothEntity *entity;

  switch (conflict->kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      return dup_annotation (project, data, conflict);
    case QUOTH_RECORD_LAYER:
      return g_strdup_printf (_("The layer “%s”"), conflict->id);
    case QUOTH_RECORD_ARTICLE:
      return g_strdup_printf (_("The article “%s”"), article);
    case QUOTH_RECORD_SCHEME:
      return g_strdup (_("The scheme"));
    case QUOTH_RECORD_ENTITY:
    case QUOTH_RECORD_SETTING:
    default:
      entity = quoth_registry_lookup (quoth_project_get_registry (project), conflict->id);
      return g_strdup_printf (_("The entry “%s”"), entity != NULL ? entity->name : conflict->id);
    }
}

static char *
dup_place (QuothArticleData    *data,
           const QuothConflict *conflict)
{
  if (data == NULL || conflict->kind == QUOTH_RECORD_ARTICLE)
    return NULL;
  if (conflict->kind == QUOTH_RECORD_LAYER || conflict->layer == NULL)
    /* Translators: %s is an article's name */
    return g_strdup_printf (_("In “%s”"), data->article->name);
  /* Translators: whose layer, and an article's name */
  return g_strdup_printf (_("In the layer of %s in “%s”"), conflict->layer, data->article->name);
}

static gboolean
is_joined (const QuothConflict *conflict)
{
  return conflict->kind == QUOTH_RECORD_ENTITY || conflict->kind == QUOTH_RECORD_SCHEME;
}

static gboolean
is_deleted (const QuothConflict *conflict,
            guint                n)
{
  return strcmp (conflict->contents->pdata[n], "null") == 0;
}

/* Somebody deleted it, and something of somebody else leads to it: see quoth-holds.h. */
static gboolean
is_held (const QuothConflict *conflict)
{
  return conflict->leads->len > 0;
}

static char *
dup_link (QuothProject     *project,
          QuothArticleData *data,
          QuothAnnotation  *lead)
{
  const QuothType *type = quoth_scheme_lookup_type (quoth_project_get_scheme (project), lead->type);
  g_autofree char *words = dup_short (quoth_annotation_dup_text (lead, data->text, " … "));

  /* Translators: whose layer, a type such as “Claim”, and the words that are marked; all that
   * leads to an annotation which was deleted */
  return g_strdup_printf (_("%s links to it: %s “%s”"), lead->layer,
                          type != NULL ? type->name : lead->type, words);
}

/* What it is kept for: markup, a line each. */
static char *
dup_leads (QuothProject        *project,
           QuothArticleData    *data,
           const QuothConflict *conflict)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < conflict->leads->len && i < MAX_LEADS; i++)
    {
      QuothAnnotation *lead = conflict->leads->pdata[i];
      g_autofree char *line = NULL;
      g_autofree char *escaped = NULL;

      if (quoth_remark_is_comment (lead))
        {
          g_autofree char *author = quoth_remark_dup_author (lead);
          g_autofree char *note = dup_short (g_strdup (lead->note != NULL ? lead->note : ""));

          /* Translators: who wrote a comment, and its text */
          line = g_strdup_printf (_("Commented on by %s: “%s”"), author != NULL ? author : "–",
                                  note);
        }
      else
        line = dup_link (project, data, lead);
      escaped = g_markup_escape_text (line, -1);
      g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "", escaped);
    }
  if (conflict->leads->len > MAX_LEADS)
    {
      guint more = conflict->leads->len - MAX_LEADS;

      g_string_append_c (out, '\n');
      g_string_append_printf (out, ngettext ("and %u more", "and %u more", more), more);
    }
  return g_string_free (out, FALSE);
}

static char *
dup_now (const QuothConflict *conflict)
{
  if (is_joined (conflict))
    return g_strdup (_("Until you decide, what all versions say stands together."));
  if (is_held (conflict))
    return g_strdup (_("It was deleted, but a link or a comment leads to it. Until you decide, "
                       "it stays."));
  return g_strdup (_("Until you decide, the first version stands."));
}

static char *
dup_choice (const QuothConflict *conflict,
            guint                n)
{
  if (is_deleted (conflict, n))
    return g_strdup (_("Deletes it, also for the others."));
  if (is_joined (conflict))
    return g_strdup (_("This alone stands then; what only the others say goes."));
  if (n == 0)
    return g_strdup (_("Stands now. It stays."));
  return g_strdup (_("Replaces what stands now."));
}

static char *
dup_author (const QuothConflict *conflict,
            guint                n)
{
  const char *author = n < conflict->authors->len ? conflict->authors->pdata[n] : NULL;

  if (author != NULL)
    /* Translators: %s is whoever made this version, or several of them */
    return g_strdup_printf (_("By %s"), author);
  if (n == 0 && is_held (conflict))
    return g_strdup (_("As it was"));
  if (is_deleted (conflict, n))
    /* Translators: a version of something in which it is gone */
    return g_strdup (_("Without it"));
  /* Translators: the number of a version whose maker is not known */
  return g_strdup_printf (_("Version %u"), n + 1);
}

/* Whether nothing but deletions stands against version @n: what it says is what was. */
static gboolean
is_same (const QuothConflict *conflict,
         guint                n)
{
  for (guint i = 0; i < conflict->contents->len; i++)
    if (i != n && !is_deleted (conflict, i))
      return FALSE;
  return TRUE;
}

QuothConflictWords *
quoth_conflict_words_new (QuothProject        *project,
                          const QuothConflict *conflict)
{
  QuothConflictWords *self = g_new0 (QuothConflictWords, 1);
  g_autoptr (QuothArticleData) data =
    conflict->article != NULL ? quoth_project_read_article (project, conflict->article, NULL, NULL)
                              : NULL;
  g_auto (Comparison) comparison = compare (project, data, conflict);

  self->title = dup_title (project, data, conflict);
  self->place = dup_place (data, conflict);
  self->now = dup_now (conflict);
  self->versions = g_ptr_array_new_with_free_func (g_free);
  self->authors = g_ptr_array_new_with_free_func (g_free);
  self->choices = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < conflict->contents->len; i++)
    {
      char *words = is_deleted (conflict, i) ? g_strconcat ("<b>", _("Deleted"), "</b>", NULL)
                                             : tell (&comparison, comparison.versions->pdata[i],
                                                     FALSE);

      if (*words == '\0' && i == 0 && is_held (conflict))
        {
          g_free (words);
          words = dup_leads (project, data, conflict);
        }
      else if (*words == '\0')
        {
          g_free (words);
          words = g_markup_escape_text (is_same (conflict, i)
                                        ? _("Unchanged") : _("Differs in details"), -1);
        }
      g_ptr_array_add (self->versions, words);
      g_ptr_array_add (self->authors, dup_author (conflict, i));
      g_ptr_array_add (self->choices, dup_choice (conflict, i));
    }
  if (comparison.base != NULL && comparison.keys->len > 0)
    self->base = tell (&comparison, comparison.base, TRUE);
  return self;
}
