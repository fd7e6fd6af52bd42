package org.opengms.dataset;

import java.util.Locale;

/// What conditions may ask about an order. Some hold of the whole order, some of one person or one
/// sample of it: an order with two relatives has two answers to [#DECEASED].
public enum Fact {
    // ---- of the order
    URGENT("the request is urgent"),
    REPORT_COPY_WANTED("a copy of the report is to go elsewhere"),
    WHOLE_GENOME_TEST("the whole genome is sequenced"),
    /// The indication R89, whose analysis needs panels to be named.
    ULTRA_RARE_INDICATION("the indication is R89, ultra-rare disorders"),
    KARYOTYPE_NEEDED_BY_TEST("this test needs the karyotypic sex"),
    PEDIGREE_NUMBER_NEEDED_BY_TEST("this test needs the family's pedigree number"),
    CONSANGUINITY_BEARS_ON_TEST("consanguinity bears on this test and person"),
    PEDIGREE_BEARS_ON_TEST("the family history bears on this test and patient"),
    PENETRANCE_BEARS_ON_TEST("penetrance bears on this test and patient"),
    SAMPLE_ID_NEEDED_BY_TEST("this test needs the sender's sample id"),
    SOLID_TUMOUR_REQUEST("the request is about a solid tumour"),
    LIQUID_TUMOUR_REQUEST("the request is about a liquid tumour"),
    LINKED_TEST_AT_HAND("details of a linked earlier test are at hand"),
    LINKED_TEST_OF_RELATIVE("the linked test is a relative's"),
    SKIN_OR_BONE_TEST("the test asks whether skin or bone is affected"),

    // ---- of a person
    RELATIVE_TESTED("the relative is being tested"),
    NHS_NUMBER_GIVEN("there is an NHS number for the person"),
    DECEASED("the person has died"),
    GENDER_IDENTITY_KNOWN("the person's gender identity is known"),
    PREGNANT("the person is pregnant"),
    HAD_TRANSPLANT("the person has had a transplant"),
    HAD_TRANSFUSION("the person has had a transfusion"),
    LIVES_ABROAD("the person lives outside the United Kingdom"),

    // ---- of a sample
    SAMPLE_ID_GIVEN("the sample has an id"),
    FIRST_SAMPLE("the sample is the first of the request"),
    HIGH_RISK_SAMPLE("the sample is of high risk"),
    NORMAL_SAMPLE("the sample is of normal tissue, not of the tumour"),
    BIOPSY_SAMPLE("the sample is a biopsy"),
    SKIN_OR_BONE_SAMPLE("the sample is skin or bone"),
    MARROW_OR_BLOOD_SAMPLE("the sample is bone marrow or blood"),
    FETAL_SAMPLE("the sample is of a fetus"),
    TAKEN_AFTER_DEATH("the sample was taken after death");

    private final String words;

    Fact(String words) {
        this.words = words;
    }

    /// The fact as a clause: `the person is pregnant`.
    public String words() {
        return words;
    }

    /// Its name in the conditions file, such as `nhs-number-given`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
