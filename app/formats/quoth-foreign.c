/* quoth-foreign.c - what files are that no format reads, and what helps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-foreign"

#include "config.h"

#include "quoth-foreign.h"

#include <string.h>

#define SAVE_TEXT  "save it as Word (.docx), as HTML or as plain text"
#define SAVE_TABLE "save it as CSV"
#define SAVE_ROWS  "write a row of JSON for each article"
#define CONVERT    "convert to brat, to CAS XMI, or to JSON Lines with text and spans"

/* By what a file begins with. */
typedef struct
{
  const char *bytes;
  gsize       n_bytes;
  const char *extension; /* nullable: any */
  const char *reason;
} Magic;

#define MAGIC(bytes) bytes, sizeof bytes - 1

static const Magic magics[] = {
  { MAGIC ("%PDF-"), NULL, "a PDF file, whose text has no order: " SAVE_TEXT },
  { MAGIC ("{\\rtf"), NULL, "a file of rich text (RTF): " SAVE_TEXT },
  { MAGIC ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "xls",
    "a spreadsheet as Excel wrote it before 2007: " SAVE_TABLE },
  { MAGIC ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), NULL,
    "a file as Word wrote it before 2007: " SAVE_TEXT },
  { MAGIC ("PK\3\4"), "xlsx", "a spreadsheet of Excel: " SAVE_TABLE },
  { MAGIC ("PK\3\4"), "ods", "a spreadsheet of LibreOffice: " SAVE_TABLE },
  { MAGIC ("PK\3\4"), "odt", "a text of LibreOffice: " SAVE_TEXT },
  { MAGIC ("PK\3\4"), "epub", "an e-book: " SAVE_TEXT },
  { MAGIC ("PAR1"), NULL, "a table in Parquet: " SAVE_ROWS },
  { MAGIC ("ARROW1"), NULL, "a table in Arrow: " SAVE_ROWS },
  { MAGIC ("\x78"), "spacy", "documents that spaCy packed (DocBin): write for each a row with what "
    "its to_json() gives" },
  { MAGIC ("\xac\xed\0\5"), NULL, "what Java wrote for itself: export the documents as CAS XMI or "
    "CAS JSON" },
  { MAGIC ("SQLite format 3"), NULL, "a database: projects of Quoth are opened, not imported" },
};

/* By what stands in the beginning of a file, whose first byte @first is. */
typedef struct
{
  char        first;   /* "{": of "[" as well */
  const char *members[2]; /* the second nullable: both must be there */
  const char *reason;
} Sign;

static const Sign signs[] = {
  { '<', { "<GateDocument" }, "a document of GATE, which is not read: " CONVERT },
  { '<', { "<FoLiA" }, "a document in FoLiA, which is not read: " CONVERT },
  { '<', { "<NAF " }, "a document in NAF, which is not read: " CONVERT },
  { '<', { "<TimeML" }, "a document in TimeML, which is not read: " CONVERT },
  { '<', { "<source_file" }, "annotations of ACE, which are not read: " CONVERT },
  { '<', { "<nitf" }, "an article in NITF: save it as HTML" },
  { '<', { "<alto" }, "a page as OCR saw it (ALTO): save its text" },
  { '<', { "<PcGts" }, "a page as OCR saw it (PAGE): save its text" },
  { '<', { "<rdf:RDF" }, "RDF as XML, which is not read: write Web Annotations as JSON-LD" },
  { '<', { "\"catma://" }, "annotations of CATMA, whose text stands elsewhere: " CONVERT },
  { '@', { "@prefix " }, "RDF as Turtle, which is not read: write Web Annotations as JSON-LD" },
  { 'T', { "TOKEN\t", "\tNE-COARSE-LIT" }, "columns of HIPE, which are not read: keep TOKEN and one of "
    "the columns of tags" },
  { '#', { "# de.tudarmstadt", "\n#text=" }, "WebAnno TSV 2, which holds no offsets: export the document "
    "as WebAnno TSV 3 or CAS XMI" },
  { '#', { "#begin document" }, "coreference of CoNLL-2012, which is not read: convert it to CoNLL-U "
    "as CorefUD writes it" },
  { 'U', { "UUID,", "QUOTE_TRANSCRIPTION" }, "a table of Recogito, which holds no text: export the "
    "annotations as JSON-LD, or the document as TEI" },
  { 'd', { "document,annotator,id,piece,label,start,end," }, "a table of annotations, which is only "
    "written: import what Quoth wrote as quoth-jsonl" },
  { '{', { "\"_referenced_fss\":" }, "JSON of UIMA before version 0.4 of the format: export the "
    "document as CAS JSON 0.4 or CAS XMI" },
  { '{', { "\"_context\":{\"_types\":" }, "JSON of UIMA before version 0.4 of the format: export the "
    "document as CAS JSON 0.4 or CAS XMI" },
  { '{', { "\"fields\":{", "\"responses\":" }, "records of Argilla, which are not read: write a row for "
    "each with its \"text\", and its answer as \"spans\"" },
  { '{', { "\"fields\":{", "\"suggestions\":" }, "records of Argilla, which are not read: write a row "
    "for each with its \"text\", and its answer as \"spans\"" },
  { '{', { ".responses\":", ".responses.users\":" }, "records of Argilla, which are not read: write a "
    "row for each with its \"text\", and its answer as \"spans\"" },
  { '{', { "\"annotation_sets\":{", "\"offset_type\":" }, "a document of GATE (bdoc), which is not "
    "read: " CONVERT },
  { '{', { "\"annotatable\":{", "\"anncomplete\":" }, "annotations of tagtog, whose text stands "
    "elsewhere: " CONVERT },
  { '{', { "\"doc_key\":", "\"sentences\":[[" }, "rows of sentences, as for DyGIE and SciERC, which are "
    "not read: " CONVERT },
  { '{', { "\"vertexSet\":[" }, "documents of DocRED, which are not read: " CONVERT },
  { '{', { "\"paragraphs\":[{", "\"sentences\":[{\"tokens\":[" }, "what spaCy 2 was trained with: write "
    "for each document a row with what its to_json() gives" },
  { '{', { "\"doc_annotation\":{", "\"token_annotation\":{" }, "examples of spaCy: write for each "
    "document a row with what its to_json() gives" },
  { '{', { "\"image\":\"", "\"points\":[[" }, "annotations of pictures" },
  { '{', { "\"qas\":[", "\"context\":\"" }, "questions and answers of SQuAD, which are not read: "
    CONVERT },
  { '{', { "\"entityLabel\":" }, "documents of UBIAI, which are not read: " CONVERT },
  { '{', { "\"points\":[{", "\"content\":" }, "rows of DataTurks, which are not read: " CONVERT },
  { '{', { "\"projectFileVersion\":" }, "a project of Azure, whose texts stand elsewhere: " CONVERT },
  { '{', { "\"rows\":[{", "\"user\":\"acct:" }, "annotations as Hypothesis lists them, which are not "
    "read: write Web Annotations as JSON-LD" },
  { '{', { "\"startOffset\":", "\"annotations\":{\"entities\":[" }, "a manifest of SageMaker, which is not read: " CONVERT },
  { '{', { "\"examples\":[{\"content\":" }, "examples of LightTag, which are not read: " CONVERT },
};

static gboolean
has_extension (const char *path,
               const char *extension)
{
  const char *dot = strrchr (path, '.');

  return dot != NULL && g_ascii_strcasecmp (dot + 1, extension) == 0;
}

static gboolean
has_members (const Sign *sign,
             const char *head,
             gsize       n_head)
{
  for (guint i = 0; i < G_N_ELEMENTS (sign->members) && sign->members[i] != NULL; i++)
    if (g_strstr_len (head, (gssize) n_head, sign->members[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * quoth_foreign_explain:
 * @path: a file
 * @head: what it begins with, as quoth_head_read() gives it
 * @n_head: its length
 *
 * Returns: (transfer none) (nullable): why no format reads it and what to do, a short lower-case
 *   phrase; %NULL: it may be of some format
 */
const char *
quoth_foreign_explain (const char *path,
                       const char *head,
                       gsize       n_head)
{
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (n_head >= magics[i].n_bytes && memcmp (head, magics[i].bytes, magics[i].n_bytes) == 0
        && (magics[i].extension == NULL || has_extension (path, magics[i].extension)))
      return magics[i].reason;
  if (n_head > 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      head += 3;
      n_head -= 3;
    }
  while (n_head > 0 && g_ascii_isspace (*head))
    {
      head++;
      n_head--;
    }
  for (guint i = 0; n_head > 0 && i < G_N_ELEMENTS (signs); i++)
    if ((*head == '[' ? '{' : *head) == signs[i].first && has_members (&signs[i], head, n_head))
      return signs[i].reason;
  return NULL;
}
