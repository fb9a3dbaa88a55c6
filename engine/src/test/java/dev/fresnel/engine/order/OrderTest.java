package dev.fresnel.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final NaturalOrder NATURAL = NaturalOrder.INSTANCE;

    @Test
    void numbers_in_texts_count_as_numbers() {
        List<String> texts = new ArrayList<>(
                List.of("web-10", "web-2", "Web-1", "web", "web-02", "web-2a", "web-a", "v1.10.0", "v1.9.3", ""));
        texts.sort(NATURAL);

        assertThat(texts)
                .containsExactly(
                        "", "v1.9.3", "v1.10.0", "web", "Web-1", "web-02", "web-2", "web-2a", "web-10", "web-a");
    }

    @Test
    void the_order_is_total_and_its_keys_agree_with_it() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String a = text(random);
            String b = text(random);
            String c = text(random);
            int ab = Integer.signum(NATURAL.compare(a, b));

            assertThat(ab).as("%s %s", a, b).isEqualTo(-Integer.signum(NATURAL.compare(b, a)));
            assertThat(ab == 0).as("%s %s", a, b).isEqualTo(a.equals(b));
            if (ab <= 0 && NATURAL.compare(b, c) <= 0) {
                assertThat(NATURAL.compare(a, c)).as("%s %s %s", a, b, c).isNotPositive();
            }
            int byKey = Arrays.compareUnsigned(key(a), key(b));
            if (byKey != 0) {
                assertThat(ab).as("%s %s", a, b).isEqualTo(Integer.signum(byKey));
            }
        }
    }

    private static byte[] key(String text) {
        byte[] key = new byte[text.length() * NaturalOrder.WIDEST];
        return Arrays.copyOf(key, NaturalOrder.write(text.toCharArray(), text.length(), key));
    }

    @Test
    void ordinals_are_in_the_order_of_texts() {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            String prefix = random.nextInt(4) == 0 ? "the same beginning of all ".repeat(random.nextInt(20)) : "";
            @Nullable String[] texts = new @Nullable String[random.nextInt(600)];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = random.nextInt(20) == 0 ? null : prefix + text(random);
            }
            long[] ordinals = Ordinals.of(texts);
            for (int n = 0; n < 2_000 && texts.length > 0; n++) {
                int i = random.nextInt(texts.length);
                int j = random.nextInt(texts.length);
                String a = texts[i];
                String b = texts[j];
                int expected = a == null || b == null ? Boolean.compare(a != null, b != null) : NATURAL.compare(a, b);
                assertThat(Integer.signum(Long.compare(ordinals[i], ordinals[j])))
                        .as("%s %s", a, b)
                        .isEqualTo(Integer.signum(expected));
            }
        }
    }

    @Test
    void ordinals_of_many_texts_are_in_their_order_however_far_they_agree() {
        Random random = new Random(6);
        for (int round = 0; round < 60; round++) {
            String[] beginnings = new String[1 + random.nextInt(4)];
            for (int i = 0; i < beginnings.length; i++) {
                beginnings[i] = (text(random) + "-").repeat(random.nextInt(60));
            }
            List<String> texts = new ArrayList<>();
            while (texts.size() < 3_000) {
                String beginning = beginnings[random.nextInt(beginnings.length)];
                String end = random.nextInt(3) == 0
                        ? text(random) + text(random)
                        : new UUID(random.nextLong(), random.nextLong()).toString();
                texts.add(beginning + end);
            }
            long[] ordinals = Ordinals.of(texts.toArray(String[]::new));
            TreeSet<String> distinct = new TreeSet<>(NATURAL);
            distinct.addAll(texts);
            List<String> inOrder = List.copyOf(distinct);
            for (int i = 0; i < ordinals.length; i++) {
                assertThat(inOrder.get((int) ordinals[i])).isEqualTo(texts.get(i));
            }
        }
    }

    @Test
    void radix_sorts_by_the_last_key_and_keeps_the_order_of_what_is_equal_in_it() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int count = random.nextInt(300);
            long[] first =
                    random.longs(count).map(key -> key >> random.nextInt(64)).toArray();
            long[] second = random.longs(count, -3, 3).toArray();
            RadixSort sort = new RadixSort(count);
            sort.by(first);
            sort.by(second);
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                expected.add(i);
            }
            Integer[] things = expected.toArray(Integer[]::new);
            expected.sort(Comparator.comparingLong((Integer i) -> second[i]).thenComparingLong(i -> first[i]));

            assertThat(sort.sorted(things)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void numbers_sort_by_their_bits() {
        double[] numbers = {
            Double.NEGATIVE_INFINITY,
            -5.5,
            -1,
            -Double.MIN_VALUE,
            0,
            Double.MIN_VALUE,
            1,
            1e300,
            Double.POSITIVE_INFINITY
        };
        for (int i = 1; i < numbers.length; i++) {
            assertThat(RadixSort.sortable(numbers[i])).isGreaterThan(RadixSort.sortable(numbers[i - 1]));
        }
        assertThat(RadixSort.sortable(-0.0)).isEqualTo(RadixSort.sortable(0.0));
        assertThat(RadixSort.sortable(Double.NaN)).isGreaterThan(RadixSort.sortable(Double.POSITIVE_INFINITY));
    }

    /** A thing with versions: versions of one are equal in the order where their key is. */
    private record Versioned(int id, int key, int version) {}

    @Test
    void batches_merged_give_what_sorting_anew_gives() {
        Comparator<Versioned> order = Comparator.comparingInt(Versioned::key).thenComparingInt(Versioned::id);
        Random random = new Random(4);
        for (int round = 0; round < 100; round++) {
            SortedArray<Versioned> sorted = new SortedArray<>(order, new Versioned[0]);
            List<Versioned> expected = new ArrayList<>();
            for (int batch = 0; batch < 30; batch++) {
                List<Versioned> out = new ArrayList<>();
                List<Versioned> in = new ArrayList<>();
                for (int n = random.nextInt(12); n > 0; n--) {
                    int id = random.nextInt(60);
                    expected.stream()
                            .filter(each -> each.id() == id && !out.contains(each))
                            .findFirst()
                            .ifPresent(out::add);
                    in.removeIf(each -> each.id() == id);
                    if (random.nextInt(3) > 0) {
                        in.add(new Versioned(id, random.nextInt(10), batch));
                    }
                }
                expected.removeAll(out);
                expected.addAll(in);
                expected.sort(order);
                in.sort(order);
                out.add(new Versioned(99, 3, 3));
                sorted.merge(out, in.toArray(Versioned[]::new));

                assertThat(sorted.array()).containsExactlyElementsOf(expected);
                expected.forEach(each -> assertThat(sorted.contains(each)).isTrue());
            }
        }
    }

    private static String text(Random random) {
        String alphabet = "ab-.A019B0é ẞ\u0000\uFFFF";
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
