/* test-cases.c - where layers differ, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement.h"
#include "quoth-cases.h"

#include <string.h>

/* 0 Ada Roe  8 said  13 the bridge was safe  34 and  38 Ben Poe  46 denied  53 that it was */
static const char text[] = "Ada Roe said the bridge was safe, and Ben Poe denied that it was.";
static const char *const names[] = { "anna", "ben", "cleo", NULL };

typedef struct
{
  QuothScheme      *scheme;
  QuothArticleData *data;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (QuothText) made = quoth_text_new (text, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("x", made);

  self->scheme = quoth_scheme_new_default ();
  self->data = quoth_article_data_new (article, made);
  for (guint i = 0; i < 2; i++)
    quoth_article_data_add_layer (self->data, names[i], "done");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  quoth_article_data_free (self->data);
  quoth_scheme_unref (self->scheme);
}

static QuothAnnotation *
mark (Fixture    *self,
      guint       layer,
      const char *type,
      guint       start,
      guint       end)
{
  QuothSpan span = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, names[layer], &span, 1);
  g_autofree char *id = g_strdup_printf ("n%02u", self->data->annotations->len);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (self->data->annotations, annotation);
  return annotation;
}

static void
set_attribute (QuothAnnotation *annotation,
               const char      *name,
               const char      *json)
{
  quoth_annotation_take_attributes (annotation,
                                    quoth_attributes_with_json (annotation->attributes, name,
                                                                json));
}

/* A claim of @layer with its cue and its speaker. */
static QuothAnnotation *
claim (Fixture         *self,
       guint            layer,
       QuothAnnotation *speaker)
{
  QuothAnnotation *annotation = mark (self, layer, "claim", 13, 32);
  QuothAnnotation *cue = mark (self, layer, "cue", 8, 12);

  quoth_annotation_add_link (annotation, "cue", cue->id, NULL);
  if (speaker != NULL)
    quoth_annotation_add_link (annotation, "speaker", speaker->id, NULL);
  return annotation;
}

/* One line a case: place, members, causes, details. */
static char *
tell (Fixture           *self,
      const char *const *layers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = quoth_cases_find (self->scheme, self->data, layers, NULL, NULL,
                                                  &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < cases->len; i++)
    {
      QuothCase *found = cases->pdata[i];

      g_string_append_printf (out, "%u-%u ", found->hull.start, found->hull.end);
      for (guint l = 0; l < found->n_layers; l++)
        g_string_append_c (out, found->members[l] != NULL ? found->members[l]->layer[0] : '-');
      for (guint bit = 0; bit < QUOTH_N_CAUSES; bit++)
        if ((found->causes & (1u << bit)) != 0)
          g_string_append_printf (out, " %s", quoth_cause_get_id ((QuothCause) (1u << bit)));
      for (guint d = 0; d < found->details->len; d++)
        g_string_append_printf (out, " (%s)", (char *) found->details->pdata[d]);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
assert_cases (Fixture    *self,
              const char *expected)
{
  const char *const two[] = { "anna", "ben", NULL };
  g_autofree char *found = tell (self, two);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_agreed (Fixture       *self,
             gconstpointer  data)
{
  for (guint l = 0; l < 2; l++)
    {
      QuothAnnotation *speaker = mark (self, l, "person", 0, 7);

      quoth_annotation_set_entity (speaker, "roe");
      set_attribute (claim (self, l, speaker), "certainty", "\"certain\"");
    }
  mark (self, 0, "quote", 13, 32);
  /* The cue belongs to the claim and is no case of its own; what is marked by rule is none. */
  assert_cases (self, "0-7 ab\n13-32 ab\n");
}

static void
test_missing (Fixture       *self,
              gconstpointer  data)
{
  claim (self, 0, mark (self, 0, "person", 0, 7));
  mark (self, 1, "person", 0, 7);
  mark (self, 1, "cue", 46, 52);
  /* The cue goes with the claim; a cue without a claim stands for itself. */
  assert_cases (self, "0-7 ab\n13-32 a- missing\n46-52 -b missing\n");
}

/* Who was only assigned the article has missed nothing yet. */
static void
test_assigned (Fixture       *self,
               gconstpointer  data)
{
  mark (self, 0, "person", 0, 7);
  assert_cases (self, "0-7 a- missing\n");
  quoth_article_data_add_layer (self->data, "ben", "open");
  assert_cases (self, "0-7 a-\n");
}

static void
test_boundary (Fixture       *self,
               gconstpointer  data)
{
  mark (self, 0, "claim", 13, 32);
  mark (self, 1, "claim", 17, 32);
  mark (self, 0, "claim", 53, 64);
  mark (self, 1, "claim", 62, 64);
  assert_cases (self, "13-32 ab boundary\n53-64 a- missing\n62-64 -b missing\n");
}

/* Two parts that touch are the same code points as one. */
static void
test_touching (Fixture       *self,
               gconstpointer  data)
{
  const QuothSpan parts[] = { { 13, 17 }, { 17, 32 } };

  quoth_annotation_set_parts (mark (self, 0, "claim", 13, 32), parts, 2);
  mark (self, 1, "claim", 13, 32);
  assert_cases (self, "13-32 ab\n");
}

static void
test_type (Fixture       *self,
           gconstpointer  data)
{
  mark (self, 0, "person", 0, 7);
  mark (self, 1, "source", 0, 7);
  /* Like goes with like first, though the unlike fits better. */
  mark (self, 0, "person", 38, 45);
  mark (self, 1, "source", 38, 45);
  mark (self, 1, "person", 38, 44);
  assert_cases (self, "0-7 ab type\n38-45 ab boundary\n38-45 -b missing\n");
}

static void
test_speaker (Fixture       *self,
              gconstpointer  data)
{
  QuothAnnotation *roe[2], *poe[2], *claims[2];

  for (guint l = 0; l < 2; l++)
    {
      roe[l] = mark (self, l, "person", 0, 7);
      poe[l] = mark (self, l, "person", 38, 45);
      claims[l] = claim (self, l, l == 0 ? roe[l] : poe[l]);
    }
  assert_cases (self, "0-7 ab\n13-32 ab speaker\n38-45 ab\n");
  quoth_annotation_remove_link (claims[1], "speaker", NULL);
  set_attribute (claims[1], "no_speaker", "true");
  assert_cases (self, "0-7 ab\n13-32 ab speaker\n38-45 ab\n");
  quoth_annotation_remove_link (claims[0], "speaker", NULL);
  assert_cases (self, "0-7 ab\n13-32 ab speaker\n38-45 ab\n");
  set_attribute (claims[0], "no_speaker", "true");
  assert_cases (self, "0-7 ab\n13-32 ab\n38-45 ab\n");
}

/* The same mention, marked a little otherwise, is the same speaker: one dispute, not two. */
static void
test_speaker_boundary (Fixture       *self,
                       gconstpointer  data)
{
  claim (self, 0, mark (self, 0, "person", 0, 7));
  claim (self, 1, mark (self, 1, "person", 0, 3));
  assert_cases (self, "0-7 ab boundary\n13-32 ab\n");
}

static void
test_cue (Fixture       *self,
          gconstpointer  data)
{
  QuothAnnotation *claims[2], *other;

  for (guint l = 0; l < 2; l++)
    claims[l] = claim (self, l, NULL);
  other = mark (self, 1, "cue", 46, 52);
  quoth_annotation_remove_link (claims[1], "cue", NULL);
  quoth_annotation_add_link (claims[1], "cue", other->id, NULL);
  /* Ben's first cue has lost its claim, so that it stands for itself, beside Anna's. */
  assert_cases (self, "8-12 ab\n13-32 ab cue\n");
  quoth_annotation_remove_link (claims[1], "cue", NULL);
  assert_cases (self, "8-12 ab\n13-32 ab cue\n46-52 -b missing\n");
}

/* A cue that begins elsewhere is a dispute about the claim's cue. */
static void
test_cue_boundary (Fixture       *self,
                   gconstpointer  data)
{
  QuothAnnotation *annotation = mark (self, 1, "claim", 13, 32);

  claim (self, 0, NULL);
  quoth_annotation_add_link (annotation, "cue", mark (self, 1, "cue", 9, 12)->id, NULL);
  assert_cases (self, "13-32 ab cue\n");
}

/* What one takes for the cue of a claim, the other for a source: no dispute about a type. */
static void
test_cue_alone (Fixture       *self,
                gconstpointer  data)
{
  claim (self, 0, NULL);
  mark (self, 1, "claim", 13, 32);
  mark (self, 1, "source", 8, 12);
  assert_cases (self, "8-12 -b missing\n13-32 ab cue\n");
}

static void
test_identity (Fixture       *self,
               gconstpointer  data)
{
  QuothAnnotation *mentions[2];

  for (guint l = 0; l < 2; l++)
    {
      mentions[l] = mark (self, l, "person", 0, 7);
      claim (self, l, mentions[l]);
    }
  quoth_annotation_set_entity (mentions[0], "roe");
  assert_cases (self, "0-7 ab identity\n13-32 ab\n");
  quoth_annotation_set_entity (mentions[1], "poe");
  assert_cases (self, "0-7 ab identity\n13-32 ab\n");
  quoth_annotation_set_entity (mentions[1], "roe");
  assert_cases (self, "0-7 ab\n13-32 ab\n");
}

static void
test_attribute (Fixture       *self,
                gconstpointer  data)
{
  QuothAnnotation *claims[2], *person[2];

  for (guint l = 0; l < 2; l++)
    {
      person[l] = mark (self, l, "person", 38, 45);
      claims[l] = claim (self, l, NULL);
    }
  set_attribute (claims[0], "certainty", "\"certain\"");
  set_attribute (claims[1], "polarity", "\"negative\"");
  quoth_annotation_add_link (claims[1], "addressee", person[1]->id, NULL);
  assert_cases (self, "13-32 ab attribute (addressee) (certainty) (polarity)\n38-45 ab\n");
  /* What the scheme calls initial is what unset means. */
  set_attribute (claims[1], "polarity", "\"positive\"");
  set_attribute (claims[1], "certainty", "\"certain\"");
  quoth_annotation_remove_link (claims[1], "addressee", NULL);
  assert_cases (self, "13-32 ab\n38-45 ab\n");
}

/* A case has at most one annotation of each layer, and an absent layer lacks nothing. */
static void
test_three (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *found = NULL, *turned = NULL;
  const char *const other[] = { "cleo", "ben", "anna", NULL };

  mark (self, 0, "claim", 13, 32);
  mark (self, 1, "claim", 13, 32);
  found = tell (self, names);
  g_assert_cmpstr (found, ==, "13-32 ab-\n");
  g_free (found);
  mark (self, 2, "claim", 13, 25);
  mark (self, 2, "claim", 13, 31);
  found = tell (self, names);
  g_assert_cmpstr (found, ==, "13-32 abc boundary\n13-25 --c missing\n");
  turned = tell (self, other);
  g_assert_cmpstr (turned, ==, "13-32 cba boundary\n13-25 c-- missing\n");
}

static void
test_cause (Fixture       *self,
            gconstpointer  data)
{
  QuothCase found = { .causes = QUOTH_CAUSE_IDENTITY | QUOTH_CAUSE_BOUNDARY };

  g_assert_cmpint (quoth_case_get_cause (&found), ==, QUOTH_CAUSE_BOUNDARY);
  found.causes = 0;
  g_assert_cmpint (quoth_case_get_cause (&found), ==, 0);
  g_assert_cmpstr (quoth_cause_get_id ((QuothCause) 0), ==, "none");
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cases/agreed", test_agreed);
  ADD ("/cases/missing", test_missing);
  ADD ("/cases/assigned", test_assigned);
  ADD ("/cases/boundary", test_boundary);
  ADD ("/cases/touching", test_touching);
  ADD ("/cases/type", test_type);
  ADD ("/cases/speaker", test_speaker);
  ADD ("/cases/speaker-boundary", test_speaker_boundary);
  ADD ("/cases/cue", test_cue);
  ADD ("/cases/cue-boundary", test_cue_boundary);
  ADD ("/cases/cue-alone", test_cue_alone);
  ADD ("/cases/identity", test_identity);
  ADD ("/cases/attribute", test_attribute);
  ADD ("/cases/three", test_three);
  ADD ("/cases/cause", test_cause);
  return g_test_run ();
}
