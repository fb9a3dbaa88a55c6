package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of configuration, access rules, admission and the rarer types. */
final class ConfigurationColumns {

    private final Ages ages;

    ConfigurationColumns(Ages ages) {
        this.ages = ages;
    }

    List<Column> nameAndAge() {
        return List.of(Column.ofName(), ages.column());
    }

    /** The columns of types that nobody has given a printer. */
    static List<Column> nameAndCreation() {
        return List.of(
                Column.ofName(),
                new Column(
                        "Created At",
                        "date",
                        "",
                        "When the object was created.",
                        0,
                        object -> Tree.text(object, "metadata", "creationTimestamp")));
    }

    List<Column> configMaps() {
        return List.of(
                Column.ofName(),
                Column.text(
                        "Data",
                        object -> (long) Tree.map(object, "data").size()
                                + Tree.map(object, "binaryData").size()),
                ages.column());
    }

    List<Column> secrets() {
        return List.of(
                Column.ofName(),
                Column.path("Type", "type"),
                Column.text("Data", object -> (long) Tree.map(object, "data").size()),
                ages.column());
    }

    List<Column> bindings() {
        return List.of(
                Column.ofName(),
                Column.text(
                        "Role",
                        object -> Tree.text(object, "roleRef", "kind") + "/" + Tree.text(object, "roleRef", "name")),
                ages.column(),
                Column.text("Users", object -> subjects(object, "User")).wide(),
                Column.text("Groups", object -> subjects(object, "Group")).wide(),
                Column.text("ServiceAccounts", object -> subjects(object, "ServiceAccount"))
                        .wide());
    }

    private static String subjects(Map<String, Object> binding, String kind) {
        return String.join(
                ", ",
                Tree.maps(binding, "subjects").stream()
                        .filter(subject -> Tree.text(subject, "kind").equals(kind))
                        .map(subject -> (kind.equals("ServiceAccount") ? Tree.text(subject, "namespace") + "/" : "")
                                + Tree.text(subject, "name"))
                        .toList());
    }

    List<Column> webhooks() {
        return List.of(
                Column.ofName(),
                Column.number("Webhooks", object ->
                        (long) Tree.list(object, "webhooks").size()),
                ages.column());
    }

    List<Column> admissionPolicies() {
        return List.of(
                Column.ofName(),
                Column.number("Validations", object ->
                        (long) Tree.list(object, "spec", "validations").size()),
                Column.text("ParamKind", object -> {
                    Map<String, Object> kind = Tree.map(object, "spec", "paramKind");
                    return kind.isEmpty() ? "<unset>" : Tree.text(kind, "apiVersion") + "/" + Tree.text(kind, "kind");
                }),
                ages.column());
    }

    List<Column> mutatingPolicies() {
        List<Column> columns = new ArrayList<>(admissionPolicies());
        columns.set(1, Column.number("Mutations", object ->
                (long) Tree.list(object, "spec", "mutations").size()));
        return columns;
    }

    List<Column> admissionPolicyBindings() {
        return List.of(
                Column.ofName(),
                Column.path("PolicyName", "spec", "policyName"),
                Column.text("ParamRef", object -> {
                    Map<String, Object> reference = Tree.map(object, "spec", "paramRef");
                    if (reference.isEmpty()) {
                        return "<unset>";
                    }
                    String namespace = Tree.text(reference, "namespace");
                    String name = Tree.text(reference, "name");
                    return (namespace.isEmpty() ? "*" : namespace) + "/" + (name.isEmpty() ? "*" : name);
                }),
                ages.column());
    }

    List<Column> leases() {
        return List.of(Column.ofName(), Column.path("Holder", "spec", "holderIdentity"), ages.column());
    }

    List<Column> runtimeClasses() {
        return List.of(Column.ofName(), Column.path("Handler", "handler"), ages.column());
    }

    List<Column> ipAddresses() {
        return List.of(Column.ofName(), Column.text("ParentRef", object -> {
            Map<String, Object> parent = Tree.map(object, "spec", "parentRef");
            String group = Tree.text(parent, "group");
            String namespace = Tree.text(parent, "namespace");
            return Tree.text(parent, "resource") + (group.isEmpty() ? "" : "." + group) + "/"
                    + (namespace.isEmpty() ? "" : namespace + "/") + Tree.text(parent, "name");
        }));
    }

    List<Column> serviceCidrs() {
        return List.of(
                Column.ofName(),
                Column.text("CIDRs", object -> String.join(",", Tree.texts(object, "spec", "cidrs"))),
                ages.column());
    }

    List<Column> signingRequests() {
        return List.of(
                Column.ofName(),
                ages.column(),
                Column.path("SignerName", "spec", "signerName"),
                Column.path("Requestor", "spec", "username"),
                Column.text("RequestedDuration", object -> {
                    long seconds = Tree.number(object, 0, "spec", "expirationSeconds");
                    return seconds == 0 ? "<none>" : Ages.print(java.time.Duration.ofSeconds(seconds));
                }),
                Column.text("Condition", ConfigurationColumns::signingState));
    }

    private static String signingState(Map<String, Object> request) {
        String state = "";
        for (Map<String, Object> condition : Tree.maps(request, "status", "conditions")) {
            String type = Tree.text(condition, "type");
            state += (state.isEmpty() ? "" : ",") + type;
        }
        if (state.isEmpty()) {
            state = "Pending";
        }
        return Tree.text(request, "status", "certificate").isEmpty() ? state : state + ",Issued";
    }

    List<Column> resourceClaims() {
        return List.of(
                Column.ofName(),
                Column.text("State", object -> {
                    String state = Tree.at(object, "status", "allocation") == null
                            ? "pending"
                            : Tree.list(object, "status", "reservedFor").isEmpty() ? "allocated" : "allocated,reserved";
                    return Tree.at(object, "metadata", "deletionTimestamp") == null ? state : "deleted," + state;
                }),
                ages.column());
    }

    List<Column> resourceSlices() {
        return List.of(
                Column.ofName(),
                Column.path("Node", "spec", "nodeName"),
                Column.path("Driver", "spec", "driver"),
                Column.path("Pool", "spec", "pool", "name"),
                ages.column());
    }

    List<Column> flowSchemas() {
        return List.of(
                Column.ofName(),
                Column.path("PriorityLevel", "spec", "priorityLevelConfiguration", "name"),
                Column.text("MatchingPrecedence", object -> Tree.number(object, 0, "spec", "matchingPrecedence")),
                Column.text(
                        "DistinguisherMethod",
                        object -> Texts.orNone(Tree.text(object, "spec", "distinguisherMethod", "type"))),
                ages.column(),
                Column.text("MissingPL", object -> {
                    String dangling = Tree.text(Conditions.find(object, "Dangling"), "status");
                    return dangling.isEmpty() ? "?" : dangling;
                }));
    }

    List<Column> priorityLevels() {
        String[] queuing = {"spec", "limited", "limitResponse", "queuing"};
        return List.of(
                Column.ofName(),
                Column.path("Type", "spec", "type"),
                Column.text(
                        "NominalConcurrencyShares",
                        object -> orNone(Tree.at(object, "spec", "limited", "nominalConcurrencyShares"))),
                Column.text("Queues", object -> orNone(Tree.at(Tree.map(object, queuing), "queues"))),
                Column.text("HandSize", object -> orNone(Tree.at(Tree.map(object, queuing), "handSize"))),
                Column.text(
                        "QueueLengthLimit", object -> orNone(Tree.at(Tree.map(object, queuing), "queueLengthLimit"))),
                ages.column());
    }

    private static Object orNone(@Nullable Object value) {
        return value == null ? "<none>" : value;
    }
}
