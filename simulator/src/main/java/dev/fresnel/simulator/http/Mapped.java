package dev.fresnel.simulator.http;

import java.util.Iterator;
import java.util.function.Function;

/** An iterable whose members are made while it is passed over, so that a long list is never in memory as a whole. */
record Mapped<A, B>(Iterable<A> members, Function<A, B> mapping) implements Iterable<B> {

    static <A, B> Iterable<B> of(Iterable<A> members, Function<A, B> mapping) {
        return new Mapped<>(members, mapping);
    }

    @Override
    public Iterator<B> iterator() {
        Iterator<A> iterator = members.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public B next() {
                return mapping.apply(iterator.next());
            }
        };
    }
}
