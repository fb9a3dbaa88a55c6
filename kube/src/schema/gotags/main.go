// Prints what Go's struct tags say about the JSON form of Kubernetes' objects and protobuf descriptors do not:
// the content of ../go-tags.txt, where the notation is explained. Run it when the descriptors become newer:
//
//	go run . > ../go-tags.txt
package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
)

const head = `# What Go's struct tags say about the JSON form of Kubernetes' objects, and protobuf descriptors do not.
# Printed by gotags/main.go from k8s.io/api and k8s.io/apiextensions-apiserver; read by SchemaGenerator.java.
#
#   package P   the messages of P follow, one a line; those with nothing to tell are left out
#   field?      not written when empty: a plain Go value with omitempty (others are written whenever they are on the wire)
#   field!      written as null when absent: a Go pointer, slice or map without omitempty
#   field~      not written when zero: omitzero
#   field>      its fields are written in place of itself: inline
#   field=json  its name in JSON, where it is not the field's
`

var seen = map[reflect.Type]bool{}
var packages = map[string]map[string]string{}

func main() {
	s := runtime.NewScheme()
	check(scheme.AddToScheme(s))
	check(apiextensions.AddToScheme(s))
	for _, t := range s.AllKnownTypes() {
		if f, ok := t.FieldByName("ObjectMeta"); ok && f.Type == reflect.TypeFor[meta.ObjectMeta]() {
			visit(t)
		}
	}
	visit(reflect.TypeFor[meta.Status]())
	fmt.Print(head)
	for _, p := range sorted(packages) {
		if !strings.HasPrefix(p, "k8s.io.") {
			continue
		}
		fmt.Printf("\npackage %s\n", p)
		for _, message := range sorted(packages[p]) {
			if tags := packages[p][message]; tags != "" {
				fmt.Println(message + tags)
			}
		}
	}
}

func visit(t reflect.Type) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return
	}
	seen[t] = true
	var tags strings.Builder
	for i := range t.NumField() {
		f := t.Field(i)
		visit(f.Type)
		field := protobufName(f)
		if field == "" {
			continue
		}
		json := strings.Split(f.Tag.Get("json"), ",")
		options := strings.Join(json[1:], ",")
		switch {
		case options == "inline":
			tags.WriteString(" " + field + ">")
			continue
		case strings.Contains(options, "omitzero"):
			tags.WriteString(" " + field + "~")
		case options == "omitempty" && plain(f.Type):
			tags.WriteString(" " + field + "?")
		case options == "" && !plain(f.Type) && f.Type.Kind() != reflect.Struct || bytes(f.Type) && options == "":
			tags.WriteString(" " + field + "!")
		}
		if json[0] != "" && json[0] != "-" && json[0] != field {
			tags.WriteString(" " + field + "=" + json[0])
		}
	}
	p := strings.NewReplacer("/", ".", "-", "_").Replace(t.PkgPath())
	if packages[p] == nil {
		packages[p] = map[string]string{}
	}
	packages[p][t.Name()] = tags.String()
}

// The name of a field in protobuf: that of the tag; where it gives none, that in JSON, else Go's in lower camel case.
func protobufName(f reflect.StructField) string {
	tag := f.Tag.Get("protobuf")
	for _, part := range strings.Split(tag, ",") {
		if name, ok := strings.CutPrefix(part, "name="); ok {
			return name
		}
	}
	if tag == "" || tag == "-" {
		return ""
	}
	if json := strings.Split(f.Tag.Get("json"), ",")[0]; json != "" && json != "-" {
		return json
	}
	return strings.ToLower(f.Name[:1]) + f.Name[1:]
}

// Whether omitempty leaves it out by its value alone; pointers, slices and maps are left out by being absent.
func plain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Struct, reflect.Interface:
		return bytes(t)
	}
	return true
}

func bytes(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8
}

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
