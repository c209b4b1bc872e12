/* test-review.c - several layers of an article on their way to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-alike.h"
#include "quoth-bulk.h"
#include "quoth-review.h"

#include <glib/gstdio.h>
#include <string.h>

/* 0 Ada Roe  8 said  13 the bridge was safe  34 and  38 Ben Poe  46 denied  53 that it was */
static const char words[] = "Ada Roe said the bridge was safe, and Ben Poe denied that it was.";

typedef struct
{
  QuothScheme      *scheme;
  QuothArticleData *data;
  QuothReview      *review;
  guint             n_made;
} Fixture;

static void
set_up_text (Fixture    *self,
             const char *text)
{
  g_autoptr (QuothText) made = quoth_text_new (text, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("x", made);

  self->scheme = quoth_scheme_new_default ();
  quoth_article_set_id (article, "article");
  self->data = quoth_article_data_new (article, made);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  set_up_text (self, words);
  quoth_article_data_add_layer (self->data, "anna", "done");
  quoth_article_data_add_layer (self->data, "ben", "done");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->review, quoth_review_free);
  quoth_article_data_free (self->data);
  quoth_scheme_unref (self->scheme);
}

static QuothAnnotation *
mark (Fixture    *self,
      const char *layer,
      const char *type,
      guint       start,
      guint       end)
{
  QuothSpan span = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, layer, &span, 1);
  g_autofree char *id = g_strdup_printf ("n%03u", self->n_made++);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (self->data->annotations, annotation);
  return annotation;
}

/* A claim with its cue and speaker. */
static QuothAnnotation *
claim (Fixture         *self,
       const char      *layer,
       guint            start,
       guint            end,
       QuothAnnotation *speaker)
{
  QuothAnnotation *annotation = mark (self, layer, "claim", start, end);
  QuothAnnotation *cue = mark (self, layer, "cue", 8, 12);

  quoth_annotation_add_link (annotation, "cue", cue->id, NULL);
  if (speaker != NULL)
    quoth_annotation_add_link (annotation, "speaker", speaker->id, NULL);
  return annotation;
}

static void
open_review (Fixture       *self,
             QuothStrategy  strategy)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->review, quoth_review_free);
  self->review = quoth_review_new (self->scheme, self->data, NULL, strategy, NULL, &error);
  g_assert_no_error (error);
}

/* As the project does it: what was before must be what is there. */
static void
apply (Fixture      *self,
       QuothCommand *command)
{
  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);
      guint place = G_MAXUINT;

      if (change->kind == QUOTH_RECORD_SCHEME)
        {
          g_assert_true (quoth_scheme_equal (self->scheme, change->before));
          quoth_scheme_unref (self->scheme);
          self->scheme = quoth_scheme_ref (change->after);
        }
      if (change->kind == QUOTH_RECORD_LAYER)
        {
          for (guint l = 0; l < self->data->layers->len; l++)
            if (strcmp (((QuothLayer *) self->data->layers->pdata[l])->name, "gold") == 0)
              place = l;
          if (place != G_MAXUINT)
            g_ptr_array_remove_index (self->data->layers, place);
          if (change->after != NULL)
            g_ptr_array_add (self->data->layers, quoth_layer_copy (change->after));
        }
      if (change->kind != QUOTH_RECORD_ANNOTATION)
        continue;
      g_assert_cmpstr (change->article, ==, "article");
      for (guint a = 0; a < self->data->annotations->len; a++)
        if (strcmp (((QuothAnnotation *) self->data->annotations->pdata[a])->id,
                    ((QuothAnnotation *) (change->before != NULL ? change->before
                                                                 : change->after))->id) == 0)
          place = a;
      g_assert_cmpint (place != G_MAXUINT, ==, change->before != NULL);
      if (place != G_MAXUINT)
        {
          g_assert_true (quoth_annotation_equal (self->data->annotations->pdata[place],
                                                 change->before));
          g_ptr_array_remove_index (self->data->annotations, place);
        }
      if (change->after != NULL)
        g_ptr_array_add (self->data->annotations, quoth_annotation_ref (change->after));
    }
  g_assert_true (quoth_review_apply (self->review, command));
}

static QuothCommand *
decide (Fixture      *self,
        guint         dispute,
        QuothVerdict  verdict,
        guint         variant)
{
  QuothDecision decision = { verdict, variant, "rita", "why not" };
  g_autoptr (GPtrArray) disputes = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  QuothCommand *command;

  g_ptr_array_add (disputes, quoth_review_get_disputes (self->review)->pdata[dispute]);
  command = quoth_review_decide (self->review, disputes, &decision, &error);
  g_assert_no_error (error);
  apply (self, command);
  return command;
}

/* The number of the variant that @layer says; G_MAXUINT when it says nothing. */
static guint
variant_of (Fixture      *self,
            QuothDispute *dispute,
            const char   *layer)
{
  for (guint v = 0; v < dispute->variants->len; v++)
    for (guint l = 0; l < quoth_review_get_n_layers (self->review); l++)
      if (strcmp (quoth_review_get_layer (self->review, l), layer) == 0
          && ((g_array_index (dispute->variants, QuothVariant, v).layers >> l) & 1) != 0)
        return v;
  return G_MAXUINT;
}

static QuothAnnotation *
look_up (Fixture    *self,
         const char *layer,
         const char *id)
{
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];

      if (strcmp (annotation->layer, layer) == 0 && strcmp (annotation->id, id) == 0)
        return annotation;
    }
  return NULL;
}

static void
tell_annotation (QuothAnnotation *annotation,
                 GString         *out)
{
  g_autofree char *attributes = quoth_attributes_to_json (annotation->attributes);

  g_string_append_printf (out, "%s ", annotation->type);
  for (guint i = 0; i < annotation->n_parts; i++)
    g_string_append_printf (out, "%u-%u ", annotation->parts[i].start, annotation->parts[i].end);
  g_string_append_printf (out, "%s%s", annotation->entity != NULL ? annotation->entity : "",
                          annotation->attributes != NULL ? attributes : "");
}

static int
compare_lines_cb (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What a layer says, without ids: sorted lines, links by what they lead to. */
static char *
tell (Fixture    *self,
      const char *layer)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];
      g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
      GString *line;

      if (strcmp (annotation->layer, layer) != 0)
        continue;
      line = g_string_new (NULL);
      tell_annotation (annotation, line);
      for (guint l = 0; l < annotation->n_links; l++)
        {
          QuothAnnotation *target = look_up (self, layer, annotation->links[l].to);
          GString *word = g_string_new (NULL);

          g_assert_nonnull (target);
          g_string_append_printf (word, " %s: ", annotation->links[l].role);
          tell_annotation (target, word);
          g_ptr_array_add (links, g_string_free (word, FALSE));
        }
      g_ptr_array_sort (links, compare_lines_cb);
      for (guint l = 0; l < links->len; l++)
        g_string_append (line, links->pdata[l]);
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  g_ptr_array_sort (lines, compare_lines_cb);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Every byte of all layers. */
static char *
tell_all (Fixture *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      GString *line = g_string_new (NULL);

      quoth_annotation_append_json (self->data->annotations->pdata[i], self->data->text, line);
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  g_ptr_array_sort (lines, compare_lines_cb);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
test_claim (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothCommand) command = NULL, inverse = NULL;
  g_autofree char *before = NULL, *after = NULL, *gold = NULL;
  QuothDispute *dispute;
  QuothAnnotation *record;

  claim (self, "anna", 13, 32, mark (self, "anna", "person", 0, 7));
  claim (self, "ben", 13, 30, NULL);
  open_review (self, QUOTH_STRATEGY_ALL);
  before = tell_all (self);
  /* The claim, and the mention that ben lacks. */
  g_assert_cmpuint (quoth_review_count_open (self->review), ==, 2);
  dispute = quoth_review_get_disputes (self->review)->pdata[1];
  g_assert_cmpstr (quoth_cause_get_id (quoth_case_get_cause (dispute->found)), ==, "boundary");
  command = decide (self, 1, QUOTH_VERDICT_TAKE, variant_of (self, dispute, "anna"));
  gold = tell (self, "gold");
  g_assert_cmpstr (gold, ==, "claim 13-32  cue: cue 8-12  speaker: person 0-7 \n"
                             "cue 8-12 \nperson 0-7 ");
  g_assert_cmpuint (quoth_review_count_open (self->review), ==, 0);
  g_assert_cmpint (quoth_review_get_settled (self->review, dispute), ==, QUOTH_SETTLED_DECIDED);
  g_assert_cmpint (quoth_review_get_settled (self->review,
                     quoth_review_get_disputes (self->review)->pdata[0]), ==,
                   QUOTH_SETTLED_IMPLIED);
  record = quoth_review_get_record (self->review, dispute);
  g_assert_cmpstr (record->note, ==, "why not");
  g_assert_cmpstr (quoth_attributes_lookup (record->attributes, "review_by"), ==, "\"rita\"");
  g_assert_cmpstr (quoth_attributes_lookup (record->attributes, "review_taken"), ==,
                   "[\"anna/n001\"]");

  inverse = quoth_command_invert (command);
  apply (self, inverse);
  after = tell_all (self);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (quoth_review_count_open (self->review), ==, 2);
}

static void
test_nobody (Fixture       *self,
             gconstpointer  data)
{
  const QuothVerdict all[] = { QUOTH_VERDICT_NEITHER, QUOTH_VERDICT_REJECT };

  mark (self, "anna", "person", 0, 7);
  mark (self, "ben", "source", 0, 7);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (QuothCommand) command = NULL, inverse = NULL;
      g_autofree char *gold = NULL;

      open_review (self, QUOTH_STRATEGY_ALL);
      g_assert_cmpuint (quoth_review_count_open (self->review), ==, 1);
      command = decide (self, 0, all[i], 0);
      gold = tell (self, "gold");
      g_assert_cmpstr (gold, ==, "");
      open_review (self, QUOTH_STRATEGY_ALL);
      g_assert_cmpuint (quoth_review_count_open (self->review), ==, 0);
      inverse = quoth_command_invert (command);
      apply (self, inverse);
    }
  /* A layer that says something new opens it again. */
  {
    G_GNUC_UNUSED g_autoptr (QuothCommand) command = decide (self, 0, QUOTH_VERDICT_NEITHER, 0);

    mark (self, "cleo", "person", 0, 7);
    open_review (self, QUOTH_STRATEGY_ALL);
    g_assert_cmpuint (quoth_review_count_open (self->review), ==, 1);
  }
}

static void
test_again (Fixture       *self,
            gconstpointer  data)
{
  QuothDispute *dispute;
  g_autofree char *gold = NULL, *both = NULL, *none = NULL;

  claim (self, "anna", 13, 32, NULL);
  claim (self, "ben", 13, 30, NULL);
  open_review (self, QUOTH_STRATEGY_ALL);
  dispute = quoth_review_get_disputes (self->review)->pdata[0];
  quoth_command_unref (decide (self, 0, QUOTH_VERDICT_TAKE, variant_of (self, dispute, "anna")));
  quoth_command_unref (decide (self, 0, QUOTH_VERDICT_TAKE, variant_of (self, dispute, "ben")));
  gold = tell (self, "gold");
  g_assert_cmpstr (gold, ==, "claim 13-30  cue: cue 8-12 \ncue 8-12 ");
  quoth_command_unref (decide (self, 0, QUOTH_VERDICT_BOTH, 0));
  both = tell (self, "gold");
  g_assert_cmpstr (both, ==, "claim 13-30  cue: cue 8-12 \nclaim 13-32  cue: cue 8-12 \n"
                             "cue 8-12 ");
  quoth_command_unref (decide (self, 0, QUOTH_VERDICT_REJECT, 0));
  none = tell (self, "gold");
  g_assert_cmpstr (none, ==, "");
}

/* Who it is is asked once, of the mention; what claims say of it follows. */
static void
test_identity (Fixture       *self,
               gconstpointer  data)
{
  QuothAnnotation *a = mark (self, "anna", "person", 0, 7), *b = mark (self, "ben", "person", 0, 7);
  g_autoptr (QuothCommand) command = NULL;
  g_autofree char *gold = NULL;
  QuothDispute *dispute;

  quoth_annotation_set_entity (a, "ada");
  quoth_annotation_set_entity (b, "ben");
  claim (self, "anna", 13, 32, a);
  claim (self, "ben", 13, 32, b);
  open_review (self, QUOTH_STRATEGY_ALL);
  g_assert_cmpuint (quoth_review_get_disputes (self->review)->len, ==, 1);
  dispute = quoth_review_get_disputes (self->review)->pdata[0];
  quoth_command_unref (decide (self, 0, QUOTH_VERDICT_TAKE, variant_of (self, dispute, "ben")));
  command = quoth_review_finish (self->review);
  apply (self, command);
  gold = tell (self, "gold");
  g_assert_cmpstr (gold, ==, "claim 13-32  cue: cue 8-12  speaker: person 0-7 ben\n"
                             "cue 8-12 \nperson 0-7 ben");
  g_assert_true (quoth_review_is_finished (self->review));
}

static void
test_alike (Fixture       *self,
            gconstpointer  data)
{
  QuothDecision decision = { QUOTH_VERDICT_TAKE, 0, "rita", NULL };
  g_autofree char *pattern = NULL;
  g_autoptr (GPtrArray) alike = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  tear_down (self, NULL);
  set_up_text (self, "Roe, roe and Poe");
  for (guint i = 0; i < 2; i++)
    {
      const char *layer = i == 0 ? "anna" : "ben";

      quoth_annotation_set_entity (mark (self, layer, "person", 0, 3), layer);
      quoth_annotation_set_entity (mark (self, layer, "person", 5, 8), layer);
      quoth_annotation_set_entity (mark (self, layer, "person", 13, 16), layer);
    }
  open_review (self, QUOTH_STRATEGY_ALL);
  g_assert_cmpuint (quoth_review_get_disputes (self->review)->len, ==, 3);
  pattern = quoth_alike_dup_pattern (self->review,
                                     quoth_review_get_disputes (self->review)->pdata[0]);
  alike = quoth_alike_list (self->review, pattern);
  g_assert_cmpuint (alike->len, ==, 2);
  command = quoth_review_decide (self->review, alike, &decision, &error);
  g_assert_no_error (error);
  apply (self, command);
  g_assert_cmpuint (quoth_review_count_open (self->review), ==, 1);
}

static void
test_majority (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (QuothCommand) command = NULL;
  g_autofree char *gold = NULL;

  quoth_article_data_add_layer (self->data, "cleo", "done");
  mark (self, "anna", "person", 0, 7);
  mark (self, "ben", "person", 0, 7);
  mark (self, "cleo", "source", 0, 7);
  mark (self, "cleo", "person", 38, 45);
  open_review (self, QUOTH_STRATEGY_ALL);
  g_assert_cmpuint (quoth_review_count_open (self->review), ==, 2);
  open_review (self, QUOTH_STRATEGY_MAJORITY);
  g_assert_cmpuint (quoth_review_count_open (self->review), ==, 0);
  command = quoth_review_finish (self->review);
  apply (self, command);
  gold = tell (self, "gold");
  g_assert_cmpstr (gold, ==, "person 0-7 ");
}

/* Who was given the article and has not begun neither agrees nor differs. */
static void
test_lonely (Fixture       *self,
             gconstpointer  data)
{
  mark (self, "anna", "person", 0, 7);
  quoth_article_data_add_layer (self->data, "ben", "open");
  open_review (self, QUOTH_STRATEGY_ALL);
  g_assert_false (quoth_review_can_compare (self->review));

  quoth_article_data_add_layer (self->data, "ben", "done");
  open_review (self, QUOTH_STRATEGY_ALL);
  g_assert_true (quoth_review_can_compare (self->review));
  g_assert_cmpuint (quoth_review_get_disputes (self->review)->len, ==, 1);
}

static void
test_letters (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *first = NULL;

  open_review (self, QUOTH_STRATEGY_ALL);
  g_assert_cmpuint (quoth_review_get_n_layers (self->review), ==, 2);
  first = g_strdup (quoth_review_get_layer (self->review, 0));
  g_ptr_array_add (self->data->layers, g_ptr_array_steal_index (self->data->layers, 0));
  quoth_article_data_add_layer (self->data, QUOTH_LAYER_GOLD, "open");
  quoth_article_data_add_layer (self->data, QUOTH_LAYER_REVIEW, "open");
  open_review (self, QUOTH_STRATEGY_ALL);
  g_assert_cmpuint (quoth_review_get_n_layers (self->review), ==, 2);
  g_assert_cmpstr (quoth_review_get_layer (self->review, 0), ==, first);
}

#define N_THINGS 12
#define ROOM 40

static const char *const annotators[] = { "anna", "ben", "cleo", "dan" };

/* One annotator's view of a row of claims, each after its speaker and cue. */
static void
make_layer (Fixture    *self,
            GRand      *rand,
            const char *layer)
{
  QuothAnnotation *claims[N_THINGS] = { NULL };
  QuothAnnotation *mentions[N_THINGS] = { NULL };

  for (guint i = 0; i < N_THINGS; i++)
    {
      guint start = i * ROOM;
      QuothAnnotation *cue;

      if (g_rand_int_range (rand, 0, 4) != 0)
        {
          mentions[i] = mark (self, layer, g_rand_int_range (rand, 0, 4) != 0 ? "person" : "source",
                              start, start + (guint) g_rand_int_range (rand, 4, 7));
          if (g_rand_boolean (rand))
            quoth_annotation_set_entity (mentions[i], g_rand_boolean (rand) ? "ada" : "ben");
        }
      if (g_rand_int_range (rand, 0, 4) == 0)
        continue;
      claims[i] = mark (self, layer, "claim", start + 16,
                        start + (guint) g_rand_int_range (rand, 30, 36));
      if (g_rand_boolean (rand))
        quoth_annotation_take_attributes (claims[i],
          quoth_attributes_with_string (NULL, "certainty", g_rand_boolean (rand) ? "certain"
                                                                                : "possible"));
      if (g_rand_boolean (rand))
        {
          cue = mark (self, layer, "cue", start + 10, start + (guint) g_rand_int_range (rand, 12, 15));
          quoth_annotation_add_link (claims[i], "cue", cue->id, NULL);
        }
    }
  for (guint i = 0; i < N_THINGS; i++)
    {
      QuothAnnotation *speaker = mentions[g_rand_int_range (rand, 0, N_THINGS)];
      QuothAnnotation *other = claims[g_rand_int_range (rand, 0, N_THINGS)];

      if (claims[i] != NULL && speaker != NULL)
        quoth_annotation_add_link (claims[i], "speaker", speaker->id, NULL);
      if (claims[i] != NULL && other != NULL && other != claims[i] && g_rand_boolean (rand))
        quoth_annotation_add_link (claims[i], "supports", other->id, NULL);
    }
}

static void
set_up_random (Fixture *self,
               GRand   *rand)
{
  g_autofree char *text = g_strnfill (N_THINGS * ROOM, 'x');
  guint n = (guint) g_rand_int_range (rand, 2, G_N_ELEMENTS (annotators) + 1);

  set_up_text (self, text);
  for (guint l = 0; l < n; l++)
    {
      quoth_article_data_add_layer (self->data, annotators[l], "done");
      make_layer (self, rand, annotators[l]);
    }
}

/* In any order, what is still open at its turn. Returns: the commands. */
static GPtrArray *
decide_all (Fixture    *self,
            GRand      *rand,
            const char *layer)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_command_unref);
  GPtrArray *disputes = quoth_review_get_disputes (self->review);
  g_autofree guint *order = g_new (guint, disputes->len);

  for (guint i = 0; i < disputes->len; i++)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (int) i + 1);

      order[i] = order[other];
      order[other] = i;
    }
  for (guint i = 0; i < disputes->len; i++)
    {
      QuothDispute *dispute = disputes->pdata[order[i]];
      guint variant = variant_of (self, dispute, layer);

      if (quoth_review_get_settled (self->review, dispute) != QUOTH_SETTLED_NOT)
        continue;
      g_ptr_array_add (commands, decide (self, order[i], variant != G_MAXUINT ? QUOTH_VERDICT_TAKE
                                                         : QUOTH_VERDICT_REJECT,
                                         variant != G_MAXUINT ? variant : 0));
      g_assert_cmpint (quoth_review_get_settled (self->review, dispute), ==,
                       QUOTH_SETTLED_DECIDED);
    }
  return commands;
}

/* To agree with one layer in everything makes gold say what that layer says. */
static void
test_random_expected (void)
{
  for (guint seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      Fixture self = { 0 };
      g_autoptr (GPtrArray) commands = NULL;
      g_autofree char *before = NULL, *after = NULL, *gold = NULL, *expected = NULL;

      set_up_random (&self, rand);
      before = tell_all (&self);
      open_review (&self, QUOTH_STRATEGY_ALL);
      commands = decide_all (&self, rand, "ben");
      g_ptr_array_add (commands, quoth_review_finish (self.review));
      apply (&self, commands->pdata[commands->len - 1]);
      gold = tell (&self, "gold");
      expected = tell (&self, "ben");
      g_assert_cmpstr (gold, ==, expected);
      g_assert_cmpuint (quoth_review_count_open (self.review), ==, 0);
      open_review (&self, QUOTH_STRATEGY_ALL);
      g_assert_cmpuint (quoth_review_count_open (self.review), ==, 0);
      for (guint i = commands->len; i > 0; i--)
        {
          g_autoptr (QuothCommand) inverse = quoth_command_invert (commands->pdata[i - 1]);

          apply (&self, inverse);
        }
      after = tell_all (&self);
      g_assert_cmpstr (after, ==, before);
      tear_down (&self, NULL);
    }
}

/* Whatever is decided, at the end nothing is open, and gold is whole. */
static void
test_random_any (void)
{
  for (guint seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (1000 + seed);
      Fixture self = { 0 };
      g_autoptr (QuothCommand) finish = NULL;
      g_autofree char *gold = NULL;
      guint n = 0, n_disputes;

      set_up_random (&self, rand);
      open_review (&self, QUOTH_STRATEGY_ALL);
      n_disputes = quoth_review_get_disputes (self.review)->len;
      while (quoth_review_count_open (self.review) > 0)
        {
          guint i = (guint) g_rand_int_range (rand, 0, (int) n_disputes);
          QuothDispute *dispute = quoth_review_get_disputes (self.review)->pdata[i];

          if (quoth_review_get_settled (self.review, dispute) != QUOTH_SETTLED_NOT)
            continue;
          g_assert_cmpuint (++n, <=, 3 * n_disputes);
          quoth_command_unref (decide (&self, i, (QuothVerdict) g_rand_int_range (rand, 0, 5),
                                       (guint) g_rand_int_range (rand, 0,
                                                                 (int) dispute->variants->len)));
        }
      finish = quoth_review_finish (self.review);
      apply (&self, finish);
      /* Looks up every link. */
      gold = tell (&self, "gold");
      open_review (&self, QUOTH_STRATEGY_ALL);
      g_assert_cmpuint (quoth_review_count_open (self.review), ==, 0);
      tear_down (&self, NULL);
    }
}

static char *
tell_project (QuothProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, "article", NULL, &error);
  Fixture self = { quoth_project_get_scheme (project), data, NULL, 0 };
  g_autofree char *scheme = quoth_scheme_to_json (self.scheme);
  g_autofree char *all = NULL;

  g_assert_no_error (error);
  all = tell_all (&self);
  return g_strconcat (scheme, all, NULL);
}

/* The first open dispute, as the window does it. FALSE when there is none. */
static gboolean
decide_in_project (QuothProject *project)
{
  QuothDecision decision = { QUOTH_VERDICT_NEITHER, 0, "rita", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, "article", NULL, &error);
  g_autoptr (QuothReview) review = NULL;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (QuothCommand) command = NULL;

  g_assert_no_error (error);
  review = quoth_review_new (quoth_project_get_scheme (project), data,
                             quoth_project_get_registry (project), QUOTH_STRATEGY_ALL, NULL,
                             &error);
  g_assert_no_error (error);
  if (quoth_review_count_open (review) == 0)
    return FALSE;
  g_ptr_array_add (chosen, quoth_review_get_disputes (review)->pdata[0]);
  command = quoth_review_decide (review, chosen, &decision, &error);
  g_assert_no_error (error);
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
  g_assert_true (quoth_review_apply (review, command));
  g_assert_cmpuint (quoth_review_count_open (review), ==, 0);
  return TRUE;
}

/* The decision is in the file, survives it, and undo leaves no trace of it. */
static void
test_project (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quoth-test-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "news.quoth", NULL);
  g_autoptr (QuothProject) project = quoth_project_create (path, NULL, &error);
  g_autoptr (QuothCommand) undone = NULL;
  g_autofree char *before = NULL, *after = NULL;
  QuothBulk *bulk;

  g_assert_no_error (error);
  mark (self, "anna", "person", 0, 7);
  mark (self, "ben", "source", 0, 7);
  bulk = quoth_bulk_begin (project, &error);
  g_assert_true (quoth_bulk_begin_unit (bulk, &error));
  g_assert_true (quoth_bulk_add_article (bulk, self->data, &error));
  g_assert_true (quoth_bulk_end_unit (bulk, &error));
  g_assert_true (quoth_bulk_finish (bulk, &error));
  before = tell_project (project);
  g_assert_true (decide_in_project (project));
  g_clear_object (&project);
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_false (decide_in_project (project));
  undone = quoth_project_undo (project, &error);
  g_assert_no_error (error);
  after = tell_project (project);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (decide_in_project (project));
  g_clear_object (&project);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/review/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("claim", test_claim);
  ADD ("nobody", test_nobody);
  ADD ("again", test_again);
  ADD ("identity", test_identity);
  ADD ("alike", test_alike);
  ADD ("majority", test_majority);
  ADD ("lonely", test_lonely);
  ADD ("letters", test_letters);
  ADD ("project", test_project);
#undef ADD
  g_test_add_func ("/review/random-expected", test_random_expected);
  g_test_add_func ("/review/random-any", test_random_any);
  return g_test_run ();
}
