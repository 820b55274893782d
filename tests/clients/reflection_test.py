#!/usr/bin/env python3
"""What grpcurl does: learns the services and their messages from the server alone, then makes the calls of docs/api.md."""

import json
import shlex
import unittest

import grpc
import served
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

REFLECTION = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
OFFERED = {
    "grpc.health.v1.Health",
    "grpc.reflection.v1alpha.ServerReflection",
    "standpoint.v1.AdminService",
    "standpoint.v1.AnalyzeService",
    "standpoint.v1.IngestService",
    "standpoint.v1.QueryService",
}


def reflection_messages():
    """The fields of grpc/reflection/v1alpha/reflection.proto that are used here; Debian does not ship the file."""
    field = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="reflection_subset.proto", package="subset", syntax="proto3")
    for name, fields in {
        "Request": [("file_containing_symbol", 4, field.TYPE_STRING, ""), ("list_services", 7, field.TYPE_STRING, "")],
        "Files": [("file_descriptor_proto", 1, field.TYPE_BYTES, "*")],
        "Service": [("name", 1, field.TYPE_STRING, "")],
        "Services": [("service", 1, field.TYPE_MESSAGE, "*.subset.Service")],
        "Response": [("files", 4, field.TYPE_MESSAGE, ".subset.Files"), ("services", 6, field.TYPE_MESSAGE, ".subset.Services")],
    }.items():
        message = file.message_type.add(name=name)
        for label, number, kind, of in fields:
            message.field.add(
                name=label,
                number=number,
                type=kind,
                type_name=of.lstrip("*") or None,
                label=field.LABEL_REPEATED if of.startswith("*") else field.LABEL_OPTIONAL,
            )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return [message_class(pool, "subset." + name) for name in ("Request", "Response")]


def message_class(pool, name):
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName(name))


class Reflected:
    """A client that knows an address."""

    def __init__(self, channel):
        self.channel = channel
        self.request, response = reflection_messages()
        self.ask = channel.stream_stream(REFLECTION, self.request.SerializeToString, response.FromString)

    def answer(self, **what):
        return next(self.ask(iter([self.request(**what)]), timeout=10))

    def services(self):
        return {service.name for service in self.answer(list_services="*").services.service}

    def call(self, path, body):
        """Makes a unary call with a request in JSON; gives the response as a dict."""
        service, method = path.split("/")
        pool = descriptor_pool.DescriptorPool()
        files = [
            descriptor_pb2.FileDescriptorProto.FromString(data)
            for data in self.answer(file_containing_symbol=service).files.file_descriptor_proto
        ]
        self.add_in_order(pool, {file.name: file for file in files})
        described = pool.FindServiceByName(service).FindMethodByName(method)
        request = message_class(pool, described.input_type.full_name)
        response = message_class(pool, described.output_type.full_name)
        invoke = self.channel.unary_unary("/" + path, request.SerializeToString, response.FromString)
        answer = invoke(json_format.ParseDict(body, request(), descriptor_pool=pool), timeout=10)
        return json_format.MessageToDict(answer, preserving_proto_field_name=True, descriptor_pool=pool)

    def add_in_order(self, pool, files):
        """A file after those that it needs."""
        while files:
            for name, file in list(files.items()):
                if not any(needed in files for needed in file.dependency):
                    pool.Add(file)
                    del files[name]


class ReflectionTest(unittest.TestCase):
    def test_documented_calls(self):
        commands = served.documented_commands("With grpcurl").replace("\\\n", " ").splitlines()
        with served.server() as address, grpc.insecure_channel(address) as channel:
            client = Reflected(channel)
            self.assertLessEqual(OFFERED, client.services())
            answers = {}
            for command in commands:
                words = shlex.split(command)
                if "-d" in words:
                    path, body = words[-1], json.loads(words[words.index("-d") + 1])
                    answers[path.split("/")[1]] = client.call(path, body)
        self.assertEqual({"AnalyzeText", "ListClaims", "AssessProposition"}, set(answers))
        claims = answers["AnalyzeText"]["analysis"]["claims"]
        self.assertIn("the ban had failed", [claim["text"] for claim in claims])
        self.assertEqual(answers["ListClaims"], {}, "nothing is stored")
        self.assertEqual([side["relation"] for side in answers["AssessProposition"]["sides"]],
                         ["RELATION_SUPPORT", "RELATION_OPPOSE", "RELATION_DISCUSS"])

    def test_an_unknown_symbol_is_none(self):
        with served.server() as address, grpc.insecure_channel(address) as channel:
            answer = Reflected(channel).answer(file_containing_symbol="standpoint.v1.NoService")
            self.assertEqual(list(answer.files.file_descriptor_proto), [])


if __name__ == "__main__":
    unittest.main()
