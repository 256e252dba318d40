// Guided lessons: each step says something, sets the page, and points at a place to look.

const policy = (...names) => new Map(names);

export const lessons = [
  {
    title: "Why waiting kills", question: "What happens to people on a list?",
    steps: [
      { text: "This is today's practice. Look at the waiting list. People on it are not treated yet: their risk is that of people outside care, and many give up before a place is free.",
        look: "chart-waiting", set: {} },
      { text: "Double the places with prescribers and in methadone programmes, and change nothing else. Watch the waiting list, then the deaths.",
        look: "chart-waiting", set: { places: { otpPlaces: 2, officePlaces: 2 } } },
      { text: "Now keep today's places, and give interim doses to those who wait. Waiting itself becomes less deadly. Which helps more, and for whom?",
        look: "chart-deaths", set: { policies: policy(["interim-dosing", 1]) } },
      { text: "Find somebody who dies today and lives with the plan. When do the two lives part? Was that person waiting?",
        look: "life-section", set: { places: { otpPlaces: 2, officePlaces: 2 }, policies: policy(["interim-dosing", 1]) } },
    ],
  },
  {
    title: "A good drug without places", question: "Why does a better medicine help so few?",
    steps: [
      { text: "Offer the monthly injection of buprenorphine to everybody who could have it. It holds people in treatment. How many more are in care after five years?",
        look: "chart-treatment", set: { policies: policy(["extended-release-buprenorphine", 1]) } },
      { text: "People who stay longer keep their places longer, and places are what is scarce. Look at the waiting list.",
        look: "chart-waiting", set: { policies: policy(["extended-release-buprenorphine", 1]) } },
      { text: "Now add places. The same medicine, half as many places again.",
        look: "chart-deaths", set: { policies: policy(["extended-release-buprenorphine", 1]), places: { officePlaces: 1.5, otpPlaces: 1.5 } } },
      { text: "Read what each part adds, once it is worked out below the headline. Did the drug need the places, or the places the drug?",
        look: "headline", set: { policies: policy(["extended-release-buprenorphine", 1]), places: { officePlaces: 1.5, otpPlaces: 1.5 } } },
    ],
  },
  {
    title: "Why small studies mislead", question: "How can one future fool us?",
    steps: [
      { text: "Here is telehealth in one small community of 1,000 people, and only two pairs of futures. Remember the number in the headline.",
        look: "headline", set: { community: "all", people: 1000, replications: 2, policies: policy(["telehealth", 0.4]) } },
      { text: "The same programme, the same people on average, other chance events. Is the answer the same? A small trial is one such draw.",
        look: "headline", set: { community: "all", people: 1000, replications: 2, seed: 7, policies: policy(["telehealth", 0.4]) } },
      { text: "Once more. If the ranges are wide, the honest answer is: we do not know yet.",
        look: "headline", set: { community: "all", people: 1000, replications: 2, seed: 11, policies: policy(["telehealth", 0.4]) } },
      { text: "Now 20,000 people and 24 pairs of futures. See how the bands narrow while the futures arrive. Then open the help of the programme: how large were the studies behind it?",
        look: "figures", set: { community: "all", people: 20000, replications: 24, policies: policy(["telehealth", 0.4]) } },
    ],
  },
  {
    title: "Does genetic dosing pay?", question: "Precise medicine, or simple access?",
    steps: [
      { text: "Genotype-guided dosing for everybody who could have it. Look at retention and at deaths. What is its grade, and who found that out? Open its help under Precision and technology.",
        look: "chart-retention", set: { policies: policy(["pgx-guided-dosing", 1]) } },
      { text: "Count only evidence of grade B or better. What is left of the effect? The test is still paid for.",
        look: "headline", set: { evidenceFloor: "B", policies: policy(["pgx-guided-dosing", 1]) } },
      { text: "Now something simple in its place: interim doses and a start on the same day.",
        look: "headline", set: { policies: policy(["interim-dosing", 1], ["low-barrier-same-day-start", 0.5]) } },
      { text: "Both together. Look at what each part adds. Would you pay for the test, and what would have to be true for your answer to change?",
        look: "headline", set: { policies: policy(["interim-dosing", 1], ["low-barrier-same-day-start", 0.5], ["pgx-guided-dosing", 1]) } },
    ],
  },
];
