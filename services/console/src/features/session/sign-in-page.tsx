import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { type Locale, locales, session } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { sayProblem } from '../../client/say-problem.js';
import { speak } from '../../languages/i18n.js';
import styles from './sign-in.module.css';
import { sessionQuery } from './use-session.js';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t, i18n } = useTranslation();
  const { to } = route.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  const enter = useMutation({
    mutationFn: () => request('POST', '/session', session, { body: { email: email.trim(), password } }),
    onSuccess: async (answer) => {
      queries.setQueryData(sessionQuery.queryKey, answer);
      await router.navigate({ href: to ?? '/' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  const refused = isProblem(enter.error, 'UNAUTHENTICATED') || isProblem(enter.error, 'INVALID');

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit} data-testid="sign-in-form">
        <div className={styles.head}>
          <img src="/mark.svg" width={40} height={40} alt="" />
          <div>
            <h1>Ringbase</h1>
            <p className="dimmed">{t('signIn.motto')}</p>
          </div>
        </div>
        {enter.isError && (
          <Alert color="red" variant="light" role="alert" data-testid="sign-in-trouble">
            {refused ? t('signIn.refused') : sayProblem(t, enter.error)}
          </Alert>
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-testid="sign-in-email"
        />
        <PasswordInput
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-testid="sign-in-password"
        />
        <Button type="submit" size="sm" fullWidth loading={enter.isPending} data-testid="sign-in-submit">
          {t('signIn.enter')}
        </Button>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('frame.person.language')}
          value={i18n.language}
          onChange={(value) => void speak(value as Locale)}
          data={locales.map((value) => ({ value, label: { en: 'English', ru: 'Русский', bg: 'Български' }[value] }))}
        />
      </form>
    </main>
  );
}
