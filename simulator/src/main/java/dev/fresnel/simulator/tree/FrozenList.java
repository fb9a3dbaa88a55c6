package dev.fresnel.simulator.tree;

import java.util.AbstractList;
import java.util.RandomAccess;

/** An immutable list that is nothing but its array. */
final class FrozenList extends AbstractList<Object> implements RandomAccess {

    private final Object[] members;

    FrozenList(Object[] members) {
        this.members = members;
    }

    @Override
    public Object get(int index) {
        return members[index];
    }

    @Override
    public int size() {
        return members.length;
    }
}
