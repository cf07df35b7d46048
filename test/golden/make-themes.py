"""Golden numbers for themes, by bertopic, nltk and SciPy; writes themes.json beside itself.

    python test/golden/make-themes.py

Needs numpy, scipy, scikit-learn, nltk and bertopic 0.17 (--no-deps will do).
"""

import json
import os

import numpy as np
from bertopic.representation._mmr import mmr
from bertopic.vectorizers import ClassTfidfTransformer
from nltk.stem import PorterStemmer
from scipy import sparse, stats

random = np.random.default_rng(7)
WORDS = """delivery deliveries delivered delivering late lately lateness parcel parcels was running runs ran
pay paying paid payment payments payable caresses ponies ties cats feed agreed plastered motoring conflated
troubled sized hopping tanned falling hissing fizzed failing filing happy sky relational conditional rational
valency hesitancy digitizer conformably radically differently vilely analogously vietnamization predication
operator feudalism decisiveness hopefulness callousness formality sensitivity sensibility triplicate formative
formalize electricity electrical hopeful goodness revival allowance inference airliner gyroscopic adjustable
defensible irritant replacement adjustment dependent adoption communism activate angularity homologous
effective bowdlerize probate rate cease controll roll generalizations oscillators yes say flies dying lying
business enjoying enjoyed quality qualities bigger biggest discounts refunded refunding activating activation
card cards charged charges fee fees exchange exchanged exchanging""".split()

stemmer = PorterStemmer(mode=PorterStemmer.ORIGINAL_ALGORITHM)
counts = random.poisson(0.7, (12, 4)).astype(float)
counts[0] = 1
tfidf = ClassTfidfTransformer().fit_transform(sparse.csr_matrix(counts.T)).toarray().T

vectors = random.normal(size=(9, 5))
vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
topic = random.normal(size=(1, 5))
topic /= np.linalg.norm(topic)
diverse = {
    str(diversity): mmr(topic, vectors, [str(at) for at in range(9)], diversity, 5)
    for diversity in (0.1, 0.3, 0.7)
}

welch = []
for size, other, shift in ((12, 40, 0.4), (3, 9, 2.0), (200, 900, 0.1)):
    a = np.round(random.normal(3 + shift, 1, size), 3)
    b = np.round(random.normal(3, 1.7, other), 3)
    test = stats.ttest_ind(a, b, equal_var=False)
    low, high = test.confidence_interval(0.95)
    welch.append(
        {
            'a': a.tolist(),
            'b': b.tolist(),
            'difference': a.mean() - b.mean(),
            'low': low,
            'high': high,
            'p': test.pvalue,
        }
    )

student = [
    {'t': t, 'freedom': freedom, 'tails': 2 * stats.t.sf(t, freedom)}
    for t in (0.1, 1.0, 2.5, 8.0)
    for freedom in (1.0, 2.7, 9.0, 120.0, 5e5)
]
normal = [{'z': z, 'tails': 2 * stats.norm.sf(z)} for z in (0.0, 0.3, 1.96, 3.4, 3.6, 6.0, 12.0)]
values = [0.001, 0.2, 0.03, 0.04, 0.9, 0.011, 0.04]

# The trend of shares: (n - 0) r^2 of the moment and having the theme, by its normal deviate.
own, sizes = np.array([3, 5, 9, 14, 20]), np.array([40, 35, 42, 38, 45])
when = np.repeat(np.arange(5), sizes)
has = np.concatenate([np.repeat([1, 0], [a, n - a]) for a, n in zip(own, sizes)])
z = np.sqrt(len(has)) * np.corrcoef(when, has)[0, 1]

golden = {
    'stems': {word: stemmer.stem(word) for word in WORDS},
    'tfidf': {'counts': counts.ravel().tolist(), 'scores': tfidf.ravel().tolist()},
    'mmr': {
        'vectors': np.float32(vectors).ravel().tolist(),
        'relevance': (vectors @ topic[0]).tolist(),
        'chosen': {key: [int(at) for at in chosen] for key, chosen in diverse.items()},
    },
    'welch': welch,
    'student': student,
    'normal': normal,
    'adjusted': {
        'values': values,
        'adjusted': stats.false_discovery_control(values).tolist(),
    },
    'trend': {'counts': own.tolist(), 'sizes': sizes.tolist(), 'p': 2 * stats.norm.sf(abs(z))},
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'themes.json')
with open(path, 'w') as file:
    json.dump(golden, file, indent=1)
    file.write('\n')
