package dev.fresnel.engine.finding;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.view.ObjectRef;

/** What a rule has looked at: when that changes, the rule is asked again. */
sealed interface Look {

    /** An object, whether it exists or not. */
    record Named(KindName kind, String namespace, String name) implements Look {}

    /** All objects of a kind that an object owns. */
    record Owned(KindName kind, String uid) implements Look {}

    /** All objects of a kind in a namespace. */
    record Placed(KindName kind, String namespace) implements Look {}

    /** All objects of a kind; also whether all are known. */
    record All(KindName kind) implements Look {}

    /** The events about an object. */
    record About(ObjectRef object) implements Look {}
}
