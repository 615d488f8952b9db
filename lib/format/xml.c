#include "format/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

struct couplet__xml_attributes {
    const xmlChar **at; /* name, prefix, URI, value, end of value */
    int count;
};

typedef struct reading {
    const char *bytes;
    size_t size, done;
    const couplet__xml_events *events;
    xmlParserCtxtPtr parser;
    couplet_status status; /* the first failure; all that follows is ignored */
    const char *message;   /* static */
    size_t offset, line;
    xmlStructuredErrorFunc host; /* the thread's own handler of errors outside of any parser */
    void *host_data;
} reading;

/* Keeps the first failure and its place: where the parser stands, or, when its input buffer is in
 * the middle of a change, how far it has read. */
static void record(reading *r, couplet_status status, const char *message, bool parsing)
{
    if (r->status != COUPLET_OK)
        return;
    r->status = status;
    r->message = message;
    r->offset = r->done;
    if (r->parser == NULL || r->parser->input == NULL)
        return;
    long at = parsing ? xmlByteConsumed(r->parser) : -1;
    if (at >= 0 && (size_t)at < r->size)
        r->offset = (size_t)at;
    r->line = r->parser->input->line > 0 ? (size_t)r->parser->input->line : 0;
}

/* Only from the handlers of elements and text, where the parser expects it. */
static void stop(reading *r, couplet_status status, const char *message)
{
    record(r, status, message, true);
    xmlStopParser(r->parser);
}

static const struct {
    int code;
    couplet_status status;
    const char *message;
} FAULTS[] = {
    {XML_ERR_NO_MEMORY, COUPLET_ENOMEM, "out of memory"},
    {XML_ERR_DOCUMENT_EMPTY, COUPLET_EDATA, "not an XML file"},
    {XML_ERR_DOCUMENT_START, COUPLET_EDATA, "not an XML file"},
    {XML_ERR_DOCUMENT_END, COUPLET_EDATA, "text behind the end of the document"},
    {XML_ERR_TAG_NOT_FINISHED, COUPLET_EDATA, "the file ends before its elements do"},
    {XML_ERR_TAG_NAME_MISMATCH, COUPLET_EDATA, "an end tag does not match its start tag"},
    {XML_ERR_INVALID_CHAR, COUPLET_EDATA,
     "a character that XML forbids, or bytes that are not UTF-8"},
    {XML_ERR_INVALID_CHARREF, COUPLET_EDATA, "a character reference that XML forbids"},
    {XML_ERR_UNDECLARED_ENTITY, COUPLET_EDATA, "an entity that is not one of XML's five"},
    {XML_WAR_UNDECLARED_ENTITY, COUPLET_EDATA, "an entity that is not one of XML's five"},
    {XML_ERR_NAME_TOO_LONG, COUPLET_ELIMIT, "a name of more than 50,000 bytes"},
    {XML_ERR_INVALID_ENCODING, COUPLET_EENCODING, "not in the encoding that it declares"},
    {XML_ERR_UNSUPPORTED_ENCODING, COUPLET_EENCODING, "declares an encoding that is not known"},
    {XML_ERR_UNKNOWN_ENCODING, COUPLET_EENCODING, "declares an encoding that is not known"},
    {XML_I18N_CONV_FAILED, COUPLET_EENCODING, "not in the encoding that it declares"},
};

static void on_error(void *user, xmlErrorPtr fault)
{
    if (fault->level < XML_ERR_ERROR || fault->domain == XML_FROM_NAMESPACE)
        return; /* a prefix without a namespace harms nobody */
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++)
        if (fault->code == FAULTS[i].code) {
            record(user, FAULTS[i].status, FAULTS[i].message, fault->domain == XML_FROM_PARSER);
            return;
        }
    /* This one has no code of its own. */
    if (fault->message != NULL && strncmp(fault->message, "Excessive depth", 15) == 0)
        record(user, COUPLET_ELIMIT, "more than 256 nested elements", true);
    record(user, COUPLET_EDATA, "not well-formed XML", fault->domain == XML_FROM_PARSER);
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces_count, const xmlChar **namespaces, int count, int defaulted,
                     const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)namespaces_count, (void)namespaces, (void)defaulted;
    reading *r = user;
    if (r->status != COUPLET_OK)
        return;
    couplet__xml_attributes with = {attributes, count};
    couplet_status status = r->events->start(r->events->user, (const char *)name, &with);
    if (status != COUPLET_OK)
        stop(r, status, r->events->refusal(status));
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    reading *r = user;
    if (r->status != COUPLET_OK)
        return;
    /* This may reach the caller of the library, who may use libxml2, too. */
    xmlSetStructuredErrorFunc(r->host_data, r->host);
    couplet_status status = r->events->end(r->events->user, (const char *)name);
    xmlSetStructuredErrorFunc(r, on_error);
    if (status != COUPLET_OK)
        stop(r, status, r->events->refusal(status));
}

static void on_text(void *user, const xmlChar *text, int size)
{
    reading *r = user;
    if (r->status != COUPLET_OK)
        return;
    couplet_status status = r->events->text(r->events->user, (const char *)text, (size_t)size);
    if (status != COUPLET_OK)
        stop(r, status, r->events->refusal(status));
}

/* A reference that the parser left alone: the file declared the entity, or a DTD that is not read
 * might. */
static void on_reference(void *user, const xmlChar *name)
{
    (void)name;
    stop(user, COUPLET_EDATA, "an entity that is not one of XML's five");
}

static int read_bytes(void *user, char *into, int room)
{
    reading *r = user;
    size_t n = r->size - r->done < (size_t)room ? r->size - r->done : (size_t)room;
    if (n != 0)
        memcpy(into, r->bytes + r->done, n);
    r->done += n;
    return (int)n;
}

const char *couplet__xml_attribute(const couplet__xml_attributes *with, const char *name,
                                   size_t *size)
{
    const char *colon = strchr(name, ':');
    size_t prefix = colon != NULL ? (size_t)(colon - name) : 0;
    const char *local = colon != NULL ? colon + 1 : name;
    for (int i = 0; i < with->count; i++) {
        const xmlChar **a = with->at + 5 * i;
        const char *p = a[1] != NULL ? (const char *)a[1] : "";
        if (strcmp((const char *)a[0], local) == 0 && strlen(p) == prefix &&
            memcmp(p, name, prefix) == 0) {
            *size = (size_t)(a[4] - a[3]);
            return (const char *)a[3];
        }
    }
    return NULL;
}

couplet_status couplet__xml_read(const void *bytes, size_t size, const couplet__xml_events *events,
                                 couplet_error *error)
{
    /* Handlers that are absent stay absent: without entityDecl and getEntity nothing is declared
     * or expanded, without externalSubset nothing is fetched. */
    xmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    sax.reference = on_reference;
    sax.serror = on_error;
    reading r = {.bytes = bytes, .size = size, .events = events};
    xmlInitParser();
    /* What goes wrong outside of the parser, such as in decoding, is told to the thread's own
     * handler, which would print it. */
    r.host = xmlStructuredError;
    r.host_data = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&r, on_error);
    r.parser = xmlCreateIOParserCtxt(&sax, &r, read_bytes, NULL, &r, XML_CHAR_ENCODING_NONE);
    if (r.parser != NULL) {
        xmlCtxtUseOptions(r.parser, XML_PARSE_NONET);
        xmlParseDocument(r.parser);
    }
    xmlSetStructuredErrorFunc(r.host_data, r.host);
    if (r.parser == NULL)
        return couplet__no_memory(error);
    if (!r.parser->wellFormed)
        record(&r, COUPLET_EDATA, "not well-formed XML", true);
    xmlFreeDoc(r.parser->myDoc); /* kept for the declarations of entities, if any */
    r.parser->myDoc = NULL;
    xmlFreeParserCtxt(r.parser);
    if (r.status == COUPLET_OK)
        return COUPLET_OK;
    return couplet__fail(error, r.status, r.offset, r.line, r.message);
}
