"""What a set of .proto files declares, as elements: the common ground of the lint and of the breaking-change check.

Reads descriptor sets that protoc wrote with --include_source_info. Needs python3-protobuf of Debian, so programs that use it
start with #!/usr/bin/python3.
"""

from google.protobuf import descriptor_pb2

Field = descriptor_pb2.FieldDescriptorProto

# Field numbers in descriptor.proto, which make up the paths of SourceCodeInfo.
FILE_MESSAGE, FILE_ENUM, FILE_SERVICE, FILE_SYNTAX = 4, 5, 6, 12
MESSAGE_FIELD, MESSAGE_NESTED, MESSAGE_ENUM = 2, 3, 4
ENUM_VALUE, SERVICE_METHOD = 2, 2


class Element:
    """One declaration.

    kind: "file", "message", "field", "enum", "value", "service" or "rpc"
    name: full name without a leading dot; of a file its path
    proto: its descriptor; file: the FileDescriptorProto it stands in
    parent: the Element around it; None for a file
    comment: the comment before (or behind) it; line: counted from 1
    """

    def __init__(self, kind, name, proto, file, parent, comment, line):
        self.kind = kind
        self.name = name
        self.proto = proto
        self.file = file
        self.parent = parent
        self.comment = comment
        self.line = line

    def __str__(self):
        return "%s:%d: %s %s" % (self.file.name, self.line, self.kind, self.name)


def load(path):
    """The FileDescriptorSet of a file."""
    files = descriptor_pb2.FileDescriptorSet()
    with open(path, "rb") as f:
        files.ParseFromString(f.read())
    return files


def elements(files, packages=("",)):
    """All elements of the files whose package starts with one of `packages`, in order of declaration."""
    for file in files.file:
        if file.package.startswith(tuple(packages)):
            yield from _Walker(file).walk()


def type_name(field):
    """The type of a field as it is written: "int32", ".google.protobuf.Timestamp" without the dot."""
    if field.type_name:
        return field.type_name.lstrip(".")
    return Field.Type.Name(field.type)[len("TYPE_"):].lower()


class _Walker:
    def __init__(self, file):
        self.file = file
        self.places = {tuple(place.path): place for place in file.source_code_info.location}

    def walk(self):
        place = self.places.get((FILE_SYNTAX,))
        comment = "".join(place.leading_detached_comments) + place.leading_comments if place else ""
        top = Element("file", self.file.name, self.file, self.file, None, comment.strip(), 1)
        yield top
        for i, enum in enumerate(self.file.enum_type):
            yield from self._enum(enum, top, (FILE_ENUM, i))
        for i, message in enumerate(self.file.message_type):
            yield from self._message(message, top, (FILE_MESSAGE, i))
        for i, service in enumerate(self.file.service):
            this = self._element("service", service, top, (FILE_SERVICE, i))
            yield this
            for j, method in enumerate(service.method):
                yield self._element("rpc", method, this, (FILE_SERVICE, i, SERVICE_METHOD, j))

    def _message(self, message, parent, path):
        this = self._element("message", message, parent, path)
        yield this
        for i, field in enumerate(message.field):
            yield self._element("field", field, this, path + (MESSAGE_FIELD, i))
        for i, enum in enumerate(message.enum_type):
            yield from self._enum(enum, this, path + (MESSAGE_ENUM, i))
        for i, nested in enumerate(message.nested_type):
            if not nested.options.map_entry:
                yield from self._message(nested, this, path + (MESSAGE_NESTED, i))

    def _enum(self, enum, parent, path):
        this = self._element("enum", enum, parent, path)
        yield this
        for i, value in enumerate(enum.value):
            yield self._element("value", value, this, path + (ENUM_VALUE, i))

    def _element(self, kind, proto, parent, path):
        place = self.places.get(path)
        comment = (place.leading_comments or place.trailing_comments).strip() if place else ""
        line = place.span[0] + 1 if place else 0
        scope = self.file.package if parent.kind == "file" else parent.name
        return Element(kind, "%s.%s" % (scope, proto.name), proto, self.file, parent, comment, line)
