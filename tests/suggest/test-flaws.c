/* test-flaws.c - what looks forgotten, and what is done about it with one key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-edit.h"
#include "quoth-flaws-reach.h"
#include "quoth-flaws.h"
#include "quoth-remark.h"

#include "fixture.h"

/* 0 "The bridge is safe,"  22 said  27 Ada Roe.  36 Roe  40 denied that it was closed. */
static const char words[] =
  "“The bridge is safe,” said Ada Roe.\nRoe denied that it was closed. Ben Poe said nothing.";

static QuothSpan
span_of (QuothText  *text,
         const char *part)
{
  const char *utf8 = quoth_text_get_utf8 (text);
  const char *at = strstr (utf8, part);
  guint start;

  g_assert_nonnull (at);
  start = quoth_text_from_bytes (text, (gsize) (at - utf8));
  return (QuothSpan){ start, start + (guint) g_utf8_strlen (part, -1) };
}

static QuothArticleData *
article (const char *id,
         const char *utf8)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) made = quoth_article_new (id, text);

  quoth_article_set_id (made, id);
  return quoth_article_data_new (made, text);
}

static QuothAnnotation *
mark (QuothArticleData *data,
      const char       *id,
      const char       *type,
      const char       *part)
{
  QuothSpan span = span_of (data->text, part);
  QuothAnnotation *annotation = quoth_annotation_new (type, "anna", &span, 1);

  quoth_annotation_set_id (annotation, id);
  if (strcmp (type, "claim") == 0)
    quoth_annotation_take_attributes (
      annotation, quoth_attributes_with_string (NULL, "quote_type", "direct"));
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

static void
add_person (QuothProject *project,
            const char   *id,
            const char   *name,
            const char   *alias)
{
  g_autoptr (QuothEntity) entity = quoth_entity_new (QUOTH_ENTITY_KIND_PERSON, name);
  g_autoptr (QuothCommand) command = quoth_command_new ("entity");
  g_autoptr (GError) error = NULL;

  quoth_entity_set_id (entity, id);
  if (alias != NULL)
    quoth_entity_add_alias (entity, alias);
  quoth_command_add_entity (command, NULL, entity);
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

/* An article that is looked at again replaces what was counted for it. */
static void
assert_recounts (QuothFlaws *flaws)
{
  for (guint i = 0; i < flaws->list->len; i++)
    {
      const QuothFlaw *flaw = flaws->list->pdata[i];
      guint n = quoth_flaws_get_count (flaws, flaw->article, flaw->kind);
      guint64 before = flaws->counts[flaw->kind];

      g_assert_cmpuint (n, >, 0);
      quoth_flaws_recount (flaws, flaw->article, flaw->kind, n);
      g_assert_cmpuint (flaws->counts[flaw->kind], ==, before);
      quoth_flaws_recount (flaws, flaw->article, flaw->kind, n - 1);
      g_assert_cmpuint (flaws->counts[flaw->kind], ==, before - 1);
      quoth_flaws_recount (flaws, flaw->article, flaw->kind, n);
    }
}

/* "kind:match" of all that is found, joined by "|". */
static void
assert_found (Fixture    *self,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothFlaws) flaws = quoth_flaws_find (self->project, "anna", NULL, &error);
  g_autoptr (GString) found = g_string_new (NULL);
  guint64 total = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < flaws->list->len; i++)
    {
      const QuothFlaw *flaw = flaws->list->pdata[i];

      g_string_append_printf (found, "%s%d:%s", i > 0 ? "|" : "", flaw->kind, flaw->match);
    }
  g_assert_cmpstr (found->str, ==, expected);
  for (guint i = 0; i < QUOTH_N_FLAW_KINDS; i++)
    total += flaws->counts[i];
  g_assert_cmpuint (total, ==, flaws->list->len);
  assert_recounts (flaws);
}

static QuothDocument *
open_article (Fixture    *self,
              const char *id)
{
  g_autoptr (GError) error = NULL;
  QuothDocument *document = quoth_project_open_document (self->project, id, "anna", &error);

  g_assert_no_error (error);
  return document;
}

/* Makes repair @n of the first finding. */
static void
repair (Fixture         *self,
        QuothRepairKind  kind,
        guint            n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothFlaws) flaws = quoth_flaws_find (self->project, "anna", NULL, &error);
  const QuothFlaw *flaw = flaws->list->pdata[0];
  g_autoptr (QuothDocument) document = open_article (self, flaw->article);
  QuothRegistry *registry = quoth_project_get_registry (self->project);
  g_autoptr (GPtrArray) repairs = quoth_flaw_list_repairs (flaw, document, registry);
  g_autoptr (QuothCommand) command = NULL;

  g_assert_cmpuint (repairs->len, >, n);
  g_assert_cmpint (((QuothRepair *) repairs->pdata[n])->kind, ==, kind);
  command = quoth_flaw_repair (flaw, repairs->pdata[n], document, registry, &error);
  g_assert_no_error (error);
  quoth_project_commit (self->project, command, &error);
  g_assert_no_error (error);
}

static void
undo (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) command = quoth_project_undo (self->project, &error);

  g_assert_no_error (error);
  g_assert_nonnull (command);
}

static void
test_speaker (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", words);

  mark (made, "c", "claim", "“The bridge is safe,”");
  fixture_import (self->project, made);
  assert_found (self, "0:“The bridge is safe,”");
  repair (self, QUOTH_REPAIR_SPEAKER, 0);
  /* The speaker that was marked is not in the registry; one key more, and all is well. */
  assert_found (self, "2:Ada Roe");
  repair (self, QUOTH_REPAIR_NEW_ENTITY, 0);
  /* Now the registry knows Roe. */
  assert_found (self, "1:Roe");
  repair (self, QUOTH_REPAIR_LINK, 0);
  assert_found (self, "");
  undo (self);
  undo (self);
  undo (self);
  assert_found (self, "0:“The bridge is safe,”");
}

static void
test_no_speaker (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", words);
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (QuothCommand) command = NULL;

  mark (made, "c", "claim", "“The bridge is safe,”");
  fixture_import (self->project, made);
  document = open_article (self, "a");
  command = quoth_edit_set_no_speaker (document, "c", TRUE, NULL);
  quoth_project_commit (self->project, command, NULL);
  assert_found (self, "");
}

static void
test_alias (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", words);
  g_autoptr (QuothArticleData) other = article ("b", "Ada Roe was there.");

  add_person (self->project, "roe", "Ada Roe", NULL);
  mark (made, "m", "person", "Ada Roe");
  fixture_import (self->project, made);
  /* Nobody has begun on that one. */
  fixture_import (self->project, other);
  assert_found (self, "1:Ada Roe|1:Roe");
  repair (self, QUOTH_REPAIR_LINK, 0);
  assert_found (self, "1:Roe");
}

/* No person of that name is meant where the type stands for other things. */
static void
test_alias_of_other_kind (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", "Paris said that it would pay.");

  add_person (self->project, "p", "Paris", NULL);
  mark (made, "m", "source", "Paris");
  fixture_import (self->project, made);
  assert_found (self, "");
}

static void
check_namesakes (Fixture           *self,
                 const char *const *entities)
{
  g_autoptr (QuothArticleData) made = article ("a", "Poe came. Then Poe went. Poe, he said. Poe!");

  add_person (self->project, "ben", "Ben Poe", "Poe");
  add_person (self->project, "ada", "Ada Poe", "Poe");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i);
      QuothSpan span = { (guint[]){ 0, 15, 25 }[i], (guint[]){ 3, 18, 28 }[i] };
      QuothAnnotation *mention = quoth_annotation_new ("person", "anna", &span, 1);

      quoth_annotation_set_id (mention, id);
      quoth_annotation_set_entity (mention, entities[i]);
      g_ptr_array_add (made->annotations, mention);
    }
  fixture_import (self->project, made);
  assert_found (self, "3:Poe");
  repair (self, QUOTH_REPAIR_LINK, 0);
  assert_found (self, "");
}

static void
test_namesakes (Fixture       *self,
                gconstpointer  data)
{
  check_namesakes (self, (const char *const[]){ "ben", "ben", "ada" });
}

static void
test_usual_later (Fixture       *self,
                  gconstpointer  data)
{
  check_namesakes (self, (const char *const[]){ "ada", "ben", "ben" });
}

static void
test_cue (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", words);
  QuothAnnotation *claim = mark (made, "c", "claim", "“The bridge is safe,”");

  quoth_annotation_take_attributes (
    claim, quoth_attributes_with_boolean (claim->attributes, "no_speaker", TRUE));
  mark (made, "w", "cue", "said");
  fixture_import (self->project, made);
  assert_found (self, "4:said");
  repair (self, QUOTH_REPAIR_CUE_OF, 0);
  assert_found (self, "");
  undo (self);
  repair (self, QUOTH_REPAIR_REMOVE, 1);
  assert_found (self, "");
}

static void
test_attribute (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", words);
  QuothAnnotation *claim = mark (made, "c", "claim", "“The bridge is safe,”");

  quoth_annotation_take_attributes (
    claim, quoth_attributes_with_boolean (NULL, "no_speaker", TRUE));
  fixture_import (self->project, made);
  assert_found (self, "5:“The bridge is safe,”");
  repair (self, QUOTH_REPAIR_VALUE, 2);
  assert_found (self, "");
}

static void
test_word (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", "The minister’s U.N. envoy e\u0301tait là.");

  mark (made, "r", "role", "iniste");
  mark (made, "s", "role", "minister");
  mark (made, "t", "role", "U.N.");
  fixture_import (self->project, made);
  assert_found (self, "6:iniste");
  repair (self, QUOTH_REPAIR_WORDS, 0);
  assert_found (self, "");
}

/* What is right is not found again, also after the file was closed; undo finds it. */
static void
test_accept (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", words);
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothFlaws) flaws = NULL;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GPtrArray) in_article = NULL;

  mark (made, "c", "claim", "“The bridge is safe,”");
  mark (made, "d", "claim", "it was closed");
  fixture_import (self->project, made);
  flaws = quoth_flaws_find (self->project, "anna", NULL, &error);
  document = open_article (self, "a");
  command = quoth_flaw_accept (flaws->list->pdata[0], document, "anna");
  quoth_project_commit (self->project, command, &error);
  g_assert_no_error (error);
  assert_found (self, "0:it was closed");
  in_article = quoth_flaws_of_article (self->project, "a", "anna", NULL, &error);
  g_assert_cmpuint (in_article->len, ==, 1);
  g_clear_object (&document);
  fixture_reopen (self);
  assert_found (self, "0:it was closed");
  undo (self);
  assert_found (self, "0:“The bridge is safe,”|0:it was closed");
}

/* How many articles are looked at after @command; -1 for all. */
static int
count_reached (Fixture      *self,
               QuothCommand *command)
{
  g_autoptr (GHashTable) articles = quoth_flaws_reach (self->project, command);

  return articles != NULL ? (int) g_hash_table_size (articles) : -1;
}

/* The first of all remarks teaches the scheme its type, and still one article is enough; a
 * change of what rules look at is one of all articles. */
static void
test_reach (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", words);
  g_autoptr (QuothArticleData) other = article ("b", words);
  g_autoptr (QuothScheme) more = NULL;
  g_autoptr (QuothCommand) accept = NULL, inverse = NULL, grow = NULL, shrink = NULL;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (QuothFlaws) flaws = NULL;

  mark (made, "c", "claim", "“The bridge is safe,”");
  mark (other, "d", "claim", "“The bridge is safe,”");
  fixture_import (self->project, made);
  fixture_import (self->project, other);
  flaws = quoth_flaws_find (self->project, "anna", NULL, NULL);
  document = open_article (self, "a");
  accept = quoth_flaw_accept (flaws->list->pdata[0], document, "anna");
  inverse = quoth_command_invert (accept);
  g_assert_cmpuint (quoth_command_get_n_changes (accept), ==, 2);
  g_assert_cmpint (count_reached (self, accept), ==, 1);
  g_assert_cmpint (count_reached (self, inverse), ==, 1);

  more = quoth_scheme_with_type (quoth_document_get_scheme (document), "place",
                                 QUOTH_TYPE_KIND_MENTION);
  grow = quoth_command_new ("edit-scheme");
  quoth_command_add_scheme (grow, quoth_document_get_scheme (document), more);
  shrink = quoth_command_invert (grow);
  g_assert_cmpint (count_reached (self, grow), ==, -1);
  g_assert_cmpint (count_reached (self, shrink), ==, -1);
}

/* Of many, some are kept and all are counted. */
static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothFlaws) flaws = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (QuothArticleData) made = NULL;

  for (guint i = 0; i < QUOTH_FLAWS_KEPT + 7; i++)
    g_string_append (text, "ab ");
  made = article ("a", text->str);
  for (guint i = 0; i < QUOTH_FLAWS_KEPT + 7; i++)
    {
      QuothSpan span = { 3 * i, 3 * i + 1 };

      g_ptr_array_add (made->annotations, quoth_annotation_new ("role", "anna", &span, 1));
    }
  fixture_import (self->project, made);
  flaws = quoth_flaws_find (self->project, "anna", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->list->len, ==, QUOTH_FLAWS_KEPT);
  g_assert_cmpuint (flaws->counts[QUOTH_FLAW_WORD], ==, QUOTH_FLAWS_KEPT + 7);
}

static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (QuothArticleData) made = article ("a", words);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothFlaws) flaws = NULL;

  mark (made, "c", "claim", "“The bridge is safe,”");
  fixture_import (self->project, made);
  g_cancellable_cancel (cancellable);
  flaws = quoth_flaws_find (self->project, "anna", progress, &error);
  g_assert_null (flaws);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void      (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/flaws/speaker", test_speaker },   { "/flaws/no-speaker", test_no_speaker },
    { "/flaws/alias", test_alias },       { "/flaws/other-kind", test_alias_of_other_kind },
    { "/flaws/namesakes", test_namesakes }, { "/flaws/usual-later", test_usual_later },
    { "/flaws/cue", test_cue },
    { "/flaws/attribute", test_attribute }, { "/flaws/word", test_word },
    { "/flaws/accept", test_accept },     { "/flaws/many", test_many },
    { "/flaws/cancel", test_cancel },     { "/flaws/reach", test_reach },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, fixture_set_up, tests[i].func, fixture_tear_down);
  return g_test_run ();
}
